import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { keptSecrets } from './kept-secret.ts';

async function emptyDirectory(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'portico-secret-'));
  t.after(() => rm(directory, { recursive: true }));
  return directory;
}

test('a secret is made once, is long, and only its owner may read it', async t => {
  const directory = join(await emptyDirectory(t), 'data');
  const secrets = await keptSecrets(directory, 'secret');
  assert.ok(secrets.length === 1 && secrets.every(secret => secret.length >= 43));
  assert.deepEqual(await keptSecrets(directory, 'secret'), secrets);
  assert.notDeepEqual(await keptSecrets(directory, 'other'), secrets);
  assert.equal((await stat(join(directory, 'secret'))).mode & 0o777, 0o600);
});

test('a new line on top is the secret in use, and those below stay', async t => {
  const directory = await emptyDirectory(t);
  const old = await keptSecrets(directory, 'secret');
  const newest = 'a newer secret'.padEnd(40, '.');
  const file = join(directory, 'secret');
  await writeFile(file, `${newest}\r\n\n${await readFile(file, 'utf8')}`);
  assert.deepEqual(await keptSecrets(directory, 'secret'), [newest, ...old]);
});

test('a file that was emptied, or has a line that is too short, is not taken', async t => {
  const directory = await emptyDirectory(t);
  for (const content of ['', '\n', `${'long enough'.repeat(4)}\nhunter2\n`]) {
    await writeFile(join(directory, 'secret'), content);
    await assert.rejects(
      keptSecrets(directory, 'secret'),
      (error: unknown) =>
        error instanceof Error && /must hold secrets/.test(error.message) && !/hunter2/.test(error.message),
    );
  }
});
