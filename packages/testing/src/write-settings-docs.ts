import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { settingsFiles, withSettings } from './settings-docs.ts';

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
const server = join(root, 'docs/server.md');
writeFileSync(server, withSettings(readFileSync(server, 'utf8')));
console.log(`${files.size + 1} files hold the settings.`);
