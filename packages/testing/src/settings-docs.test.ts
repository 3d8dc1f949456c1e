import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { settingsTable } from '@portico/server/settings';
import { settingsFiles } from './settings-docs.ts';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const remedy = 'run `pnpm docs:settings`';

test('the pages of the settings say what the table says', () => {
  const files = settingsFiles();
  assert.ok(files.size > 20, 'the settings were found');
  const stale = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  assert.deepEqual(stale, [], remedy);
  assert.deepEqual(
    globSync('docs/settings/*', { cwd: root }).filter(file => !files.has(file)),
    [],
    remedy,
  );
});

test('every setting is known by one name and one path, and says what to do', () => {
  for (const name of ['variable', 'path'] as const) {
    const values = settingsTable.map(setting => setting[name]);
    assert.equal(new Set(values).size, values.length);
  }
  for (const { variable, meaning, mustBe, notes, example, default: standard, unset } of settingsTable) {
    assert.match(variable, /^(PORT|DATABASE_URL|PORTICO_[A-Z_]+)$/);
    assert.match(meaning, /^[A-Z`].*\.$/, variable);
    assert.match(mustBe, /^must .*[^.]$/, variable);
    assert.ok(notes.length > 0 && notes.length < 5 && example !== '', variable);
    assert.ok((standard === undefined) !== (unset === undefined), `${variable} says what counts without it, once`);
  }
});
