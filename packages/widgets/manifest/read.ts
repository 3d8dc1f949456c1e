import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Package } from 'custom-elements-manifest';

/** Where the build puts what the elements say about themselves. */
export const manifestFile = resolve(import.meta.dirname, '../dist/custom-elements.json');

/** The manifest as it was last built. */
export function readManifest(): Package {
  if (!existsSync(manifestFile))
    throw new Error('There is no manifest: run `pnpm --filter @portico/widgets manifest`.');
  return JSON.parse(readFileSync(manifestFile, 'utf8'));
}
