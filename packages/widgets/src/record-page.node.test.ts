import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'vite';

const root = new URL('..', import.meta.url).pathname;
const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'portico-build-')));
const [folder = ''] = folders;
after(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

before(async () => {
  for (const outDir of folders) await build({ configFile: `${root}vite.config.ts`, build: { outDir } });
});

test('each module is published with the hash that a page names in `integrity`', () => {
  const integrity: Record<string, string> = JSON.parse(readFileSync(join(folder, 'integrity.json'), 'utf8'));
  assert.deepEqual(Object.keys(integrity), globSync('*.js', { cwd: folder }));
  for (const [name, hash] of Object.entries(integrity)) {
    const digest = createHash('sha384').update(readFileSync(join(folder, name)));
    assert.equal(hash, `sha384-${digest.digest('base64')}`);
  }
});

test('two builds are the same, byte by byte', () => {
  const [first, second] = folders.map(filesOf);
  assert.ok(first?.has('record-page.js') && first.has('integrity.json'));
  assert.deepEqual(second, first);
});

test('every theme is published, as it is in the sources', () => {
  const themes = globSync('*.css', { cwd: `${root}src/themes` });
  assert.ok(themes.length > 1, 'the themes were found');
  const published = filesOf(join(folder, 'themes'));
  assert.deepEqual([...published.keys()].sort(), themes.sort());
  for (const theme of themes) assert.equal(published.get(theme), readFileSync(`${root}src/themes/${theme}`, 'latin1'));
});

/** What is in a folder, by name. */
function filesOf(cwd: string): Map<string, string> {
  const files = globSync('**/*.*', { cwd }).sort();
  return new Map(files.map(file => [file, readFileSync(join(cwd, file), 'latin1')]));
}
