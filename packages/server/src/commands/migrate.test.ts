import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createTestDatabase, needsServer } from '../postgres/test-database.fixture.ts';
import { typed } from './typed.fixture.ts';

const folder = await mkdtemp(join(tmpdir(), 'portico-migrate-'));
after(() => rm(folder, { recursive: true }));

test('an embedded database is made once; looking at what is to do makes none', async () => {
  const environment = { PORTICO_DATA_DIR: folder };
  const before = await typed(environment, 'migrate', '--check');
  assert.equal(before.code, 1);
  assert.match(before.out, /There is no database yet/);
  assert.deepEqual(await readdir(folder), []);

  const made = await typed(environment, 'migrate');
  assert.deepEqual([made.code, made.err], [0, '']);
  assert.match(made.out, /^The embedded database in .* is up to date now: \d migrations made, and the job queue\.\n$/);
  const again = await typed(environment, 'migrate');
  assert.match(again.out, /^Nothing is to do/);
  assert.equal((await typed(environment, 'migrate', '--check')).code, 0);
});

test('an empty PostgreSQL is brought up to date by one of many at once, and its password is not printed', {
  skip: needsServer,
}, async () => {
  const { url, drop } = await createTestDatabase({ isEmpty: true });
  try {
    const secrets = { PORTICO_SECRET: 's'.repeat(32), PORTICO_API_KEY: 'k'.repeat(24) };
    const environment = { DATABASE_URL: url, ...secrets };
    const before = await typed(environment, 'migrate', '--check');
    assert.equal(before.code, 1);
    assert.match(before.out, /To do in the PostgreSQL database .*: \d migrations, the job queue/);
    const all = await Promise.all(Array.from({ length: 4 }, () => typed(environment, 'migrate')));
    assert.deepEqual(
      all.map(({ code, err }) => [code, err]),
      all.map(() => [0, '']),
    );
    assert.equal(all.filter(({ out }) => /\d migrations made/.test(out)).length, 1);
    assert.equal((await typed(environment, 'migrate', '--check')).code, 0);
    const { password } = new URL(url);
    assert.ok([before, ...all].every(({ out }) => !out.includes(`:${password}@`)));
  } finally {
    await drop();
  }
});

test('a database that cannot be reached is one line that says what to do', async () => {
  const secrets = { PORTICO_SECRET: 's'.repeat(32), PORTICO_API_KEY: 'k'.repeat(24) };
  const { code, err } = await typed(
    { DATABASE_URL: 'postgres://portico:hunter2@127.0.0.1:9/portico', ...secrets },
    'migrate',
  );
  assert.equal(code, 1);
  assert.match(err, /^The database portico at 127\.0\.0\.1:9 cannot be used: .* in DATABASE_URL.*\n$/);
  assert.doesNotMatch(err, /hunter2/);
});
