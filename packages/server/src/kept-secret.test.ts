import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { keptSecret } from './kept-secret.ts';

test('a secret is made once, is long, and only its owner may read it', async t => {
  const directory = join(await mkdtemp(join(tmpdir(), 'portico-secret-')), 'data');
  t.after(() => rm(join(directory, '..'), { recursive: true }));
  const secret = await keptSecret(directory, 'secret');
  assert.ok(secret.length >= 43);
  assert.equal(await keptSecret(directory, 'secret'), secret);
  assert.notEqual(await keptSecret(directory, 'other'), secret);
  assert.equal((await stat(join(directory, 'secret'))).mode & 0o777, 0o600);
});

test('a file that was emptied is not taken for a secret', async t => {
  const directory = await mkdtemp(join(tmpdir(), 'portico-secret-'));
  t.after(() => rm(directory, { recursive: true }));
  await writeFile(join(directory, 'secret'), '');
  await assert.rejects(keptSecret(directory, 'secret'), /holds no secret/);
});
