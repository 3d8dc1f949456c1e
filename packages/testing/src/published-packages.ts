import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** What these tests read of a package's `package.json`. */
interface Manifest {
  name: string;
  private?: boolean;
  scripts?: Record<string, string>;
  exports: Record<string, string | { types?: string; default?: string }>;
  dependencies?: Record<string, string>;
  /** Where editors and tools look for what is told of the elements. */
  customElements?: string;
  'web-types'?: string;
}

/** A package as a customer gets it: its tarball, the folder it unpacks to, what is in it, and its `package.json`. */
export interface PackedPackage {
  tarball: string;
  folder: string;
  files: string[];
  manifest: Manifest;
}

/** What a package gives to who names `specifier`; `types` alone where there is nothing to run. */
export interface Entrypoint {
  specifier: string;
  subpath: string;
  file?: string;
  types?: string;
}

/** The folders of the packages that are published: all that are not private. */
export const publishedFolders: string[] = globSync('packages/*/package.json', { cwd: root })
  .filter(file => !JSON.parse(readFileSync(join(root, file), 'utf8')).private)
  .map(file => join(root, dirname(file)))
  .sort();

/** Packs a package as a release does. It must have been built: `pnpm build:packages`. */
export function pack(folder: string, destination: string): PackedPackage {
  const args = ['pack', '--json', '--pack-destination', destination];
  const answer = execFileSync('pnpm', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const { filename, files }: { filename: string; files: { path: string }[] } = JSON.parse(answer);
  const tarball = resolve(destination, filename);
  const unpacked = mkdtempSync(join(destination, 'unpacked-'));
  execFileSync('tar', ['-xzf', tarball, '-C', unpacked]);
  const inside = join(unpacked, 'package');
  const manifest: Manifest = JSON.parse(readFileSync(join(inside, 'package.json'), 'utf8'));
  return { tarball, folder: inside, files: files.map(({ path }) => path), manifest };
}

/** Every module and file that a packed package exports, patterns among its exports filled in from what is in it. */
export function entrypointsOf({ manifest, files }: PackedPackage): Entrypoint[] {
  return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
    const { types, default: file } = typeof target === 'string' ? { types: undefined, default: target } : target;
    return fillingsOf(file ?? types ?? '', files).map(filling => {
      const filled = (path: string) => path.replace('*', filling);
      return {
        specifier: join(manifest.name, filled(subpath)),
        subpath: filled(subpath),
        ...(file && { file: filled(file) }),
        ...(types && { types: filled(types) }),
      };
    });
  });
}

/** What stands for the `*` of a target; one empty filling where there is none. */
function fillingsOf(target: string, files: string[]): string[] {
  if (!target.includes('*')) return [''];
  const [start = '', end = ''] = target.replace('./', '').split('*');
  return files
    .filter(file => matchesGlob(file, `${start}*${end}`))
    .map(file => file.slice(start.length, file.length - end.length));
}
