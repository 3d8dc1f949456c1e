import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Package } from 'custom-elements-manifest';
import { componentSource, indexSource, moduleName } from './component.ts';
import { elementsOf, type PublishedElement } from './manifest.ts';

/** The generated files, by their paths in `src`. */
export function generatedSources(): Map<string, string> {
  const elements = readElements();
  return new Map([
    ...elements.map(element => [`components/${moduleName(element)}.ts`, componentSource(element)] as const),
    ['index.ts', indexSource(elements)] as const,
  ]);
}

/** The elements that the widgets' build tells of. */
export function readElements(): PublishedElement[] {
  return elementsOf(readManifest());
}

function readManifest(): Package {
  const file = fileURLToPath(import.meta.resolve('@portico/widgets/custom-elements.json'));
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error('There is no manifest: run `pnpm --filter @portico/widgets manifest`.', { cause });
  }
}
