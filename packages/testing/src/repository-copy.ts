import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
/** What is made of the sources, or kept for the next time: other tests may be writing it. */
const made = ['.git', 'dist', '.cache', '.portico', '.vite-temp', 'test-results'];

/**
 * Copies the repository into a new folder, and gives its path. The packages of the copy find each other there, and all
 * others where the repository has installed them.
 */
export function copyRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'portico-copy-'));
  const installed = join(root, 'node_modules');
  cpSync(root, copy, {
    recursive: true,
    // The links between packages are relative.
    verbatimSymlinks: true,
    filter: path => path !== installed && !made.includes(basename(path)),
  });
  mkdirSync(join(copy, 'node_modules'));
  // What pnpm notes there beside the packages is the copy's own.
  for (const name of readdirSync(installed).filter(name => /^[^.]|^\.(bin|pnpm)$/.test(name))) {
    symlinkSync(join(installed, name), join(copy, 'node_modules', name));
  }
  // A command of pnpm's installs first what it thinks is missing: here that would change the repository's own packages.
  appendFileSync(join(copy, 'pnpm-workspace.yaml'), 'verifyDepsBeforeRun: false\n');
  return copy;
}
