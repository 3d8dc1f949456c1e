import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sender } from '../app.fixture.ts';
import { startServer } from '../start.ts';
import { samplePassword } from './sample-portal.ts';
import { typed } from './typed.fixture.ts';

const folder = await mkdtemp(join(tmpdir(), 'portico-seed-'));
after(() => rm(folder, { recursive: true }));
const operator = ['--email', 'ada.keller@example.com', '--name', 'Ada Keller'];
let files = 0;

async function fileOf(value: unknown): Promise<string> {
  const file = join(folder, `records-${files++}.json`);
  await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

test('sample data lets a client sign in, and is not put where accounts are known', async () => {
  const environment = { PORTICO_DATA_DIR: join(folder, 'sample') };
  const { code, out, err } = await typed(environment, 'seed');
  assert.deepEqual([code, err], [0, '']);
  const [, email = ''] = /as (\S+), password/.exec(out) ?? [];

  const server = await startServer({ dataDirectory: environment.PORTICO_DATA_DIR });
  const { status } = await sender(server)('POST', '/v1/session', {
    body: { email, password: samplePassword },
    headers: { origin: server.publicOrigin },
  });
  await server.stop();
  assert.equal(status, 200);

  const again = await typed(environment, 'seed');
  assert.deepEqual([again.code, again.out], [1, '']);
  assert.match(again.err, /There are accounts in .*Nothing was changed.*--force/);
  assert.equal((await typed(environment, 'seed', '--force')).code, 0);
});

test('sample mails do not leave the machine unless that is wanted', async () => {
  const environment = { PORTICO_DATA_DIR: join(folder, 'none'), PORTICO_SMTP_URL: 'smtp://127.0.0.1:9' };
  const { code, err } = await typed(environment, 'seed');
  assert.equal(code, 1);
  assert.match(err, /PORTICO_SMTP_URL is set.*--force/);
});

test('records of a file are taken in parts, and what became of them is counted by kind', async () => {
  const environment = { PORTICO_DATA_DIR: join(folder, 'records') };
  const accounts = Array.from({ length: 501 }, (_, n) => ({ id: `A${n}`, market: 'Spain', name: `Client ${n}` }));
  const contacts = [{ id: 'C1', accountId: 'A500', firstName: 'Ada', lastName: 'Keller', email: 'ada@example.org' }];
  const orders = [
    { id: 'O1', accountId: 'A500' },
    { id: 'O2', accountId: 'unknown' },
  ];
  const file = await fileOf({ contacts, orders, accounts });
  const first = await typed(environment, 'seed', '--file', file, ...operator);
  assert.deepEqual(first, {
    code: 1,
    out: 'accounts: 501 created, 0 updated, 0 unchanged, 0 refused\norders:   1 created, 0 updated, 0 unchanged, 1 refused\ncontacts: 1 created, 0 updated, 0 unchanged, 0 refused\n',
    err: 'The order O2 was refused: not-found. Its account is not known: send that too.\n',
  });
  const renamed = await fileOf({ accounts: [{ id: 'A1', market: 'Spain', name: 'Another name' }, accounts[0]] });
  const second = await typed(environment, 'seed', '--file', renamed, ...operator);
  assert.equal(second.code, 0);
  assert.match(second.out, /^accounts: 0 created, 1 updated, 1 unchanged, 0 refused\n/);
});

test('a file that cannot be used is refused whole, with the place of each fault', async () => {
  const environment = { PORTICO_DATA_DIR: join(folder, 'refused') };
  const many = Array.from({ length: 600 }, (_, n) => ({ id: `A${n}`, market: 'Spain', name: n === 550 ? 7 : 'X' }));
  const wrong: [string, RegExp][] = [
    [join(folder, 'missing.json'), /cannot be read: ENOENT/],
    [await fileOf('{"accounts": ['), /is no JSON/],
    [await fileOf('[]'), /holds something else/],
    [await fileOf({ accounts: [], people: [] }), /holds something else/],
    [await fileOf({ accounts: {} }), /holds something else/],
    [await fileOf({ accounts: many }), /none were taken:\n {2}accounts\[550\]\.name: /],
    [await fileOf({ accounts: [{ id: 'A1', name: 'X' }] }), /accounts\[0\]\.market: is missing/],
  ];
  for (const [file, message] of wrong) {
    const { code, out, err } = await typed(environment, 'seed', '--file', file, ...operator);
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, message);
  }
});

test('whoever loads records says who they are', async () => {
  const { code, err } = await typed({}, 'seed', '--file', 'records.json');
  assert.equal(code, 2);
  assert.match(err, /--email must be/);
  assert.equal((await typed({}, 'seed', ...operator)).code, 2);
});
