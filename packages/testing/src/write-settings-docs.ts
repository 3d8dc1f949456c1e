import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { settingsFiles } from './settings-docs.ts';

// Writes what the settings table says into the documentation; a test holds that it has been done.

const root = resolve(import.meta.dirname, '../../..');
const files = settingsFiles();
for (const old of globSync('docs/settings/*.md', { cwd: root })) {
  if (!files.has(old)) rmSync(join(root, old));
}
for (const [file, text] of files) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
console.log(`${files.size} files hold the settings.`);
