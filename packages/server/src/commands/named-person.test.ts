import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PersonExport } from '@portico/core';
import { openEmbedded } from '../postgres/embedded.ts';
import { newTestPlace } from '../postgres/test-place.fixture.ts';
import { typed } from './typed.fixture.ts';

const ada = ['--email', 'Ada.Keller@acme.example.com'];
const by = ['--by', 'dpo@example.com'];
const folder = await mkdtemp(join(tmpdir(), 'portico-person-'));
const place = await newTestPlace();
const environment = { ...place.environment, PORTICO_SECRET: 's'.repeat(32), PORTICO_API_KEY: 'k'.repeat(24) };

before(async () => {
  const seeded = await typed(environment, 'seed');
  assert.deepEqual([seeded.code, seeded.err], [0, '']);
});
after(async () => {
  await place.remove();
  await rm(folder, { recursive: true });
});

async function exported(...args: string[]): Promise<PersonExport> {
  const { code, out, err } = await typed(environment, 'export', ...args, ...by);
  assert.deepEqual([code, err], [0, '']);
  return PersonExport.parse(JSON.parse(out));
}

test('a person is exported by their address, and who did it is written down', async () => {
  const first = await exported(...ada);
  assert.deepEqual(
    first.contacts.map(({ firstName, accountId }) => [firstName, accountId]),
    [['Ada', 'acme-de']],
  );
  assert.equal(first.login?.state, 'active');
  const again = await exported(...ada);
  assert.deepEqual([again.events.at(-1)?.type, again.events.at(-1)?.by], ['person.exported', 'dpo@example.com']);
});

test('a person is exported by the id of a contact, in the words of its system', async () => {
  const { contacts } = await exported('--contact', 'contact-1');
  assert.deepEqual(
    contacts.map(({ id, email }) => [id, email]),
    [['contact-1', 'sofie.lange@acme.example.com']],
  );
  const other = await typed(environment, 'export', '--contact', 'contact-1', '--source', 'erp', ...by);
  assert.deepEqual([other.code, other.out], [1, '']);
  assert.match(other.err, /^Nobody in the .* has the id contact-1 of erp\.\n$/);
});

test('a member of staff who exports keeps their name', async () => {
  const { code } = await typed(environment, 'export', ...ada, '--by', 'nora.lindqvist@staff.example.com');
  assert.equal(code, 0);
  assert.equal((await exported(...ada)).events.at(-1)?.by, 'Nora Lindqvist');
});

test('an exported file is for its owner alone, and none is overwritten', async () => {
  const file = join(folder, 'ada.json');
  const { code, out, err } = await typed(environment, 'export', ...ada, ...by, '--out', file);
  assert.deepEqual([code, out], [0, '']);
  assert.match(err, /ada\.json is written\. It holds personal data/);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const { events } = PersonExport.parse(JSON.parse(await readFile(file, 'utf8')));

  await writeFile(file, 'mine');
  const again = await typed(environment, 'export', ...ada, ...by, '--out', file);
  assert.equal(again.code, 1);
  assert.match(again.err, /it is there already.*nothing was exported/);
  assert.equal(await readFile(file, 'utf8'), 'mine');
  assert.equal((await exported(...ada)).events.length, events.length + 1, 'a refused export is not written down');
});

test('an erasure says what it would erase, and does it when told to', async () => {
  const looked = await typed(environment, 'erase', ...ada, ...by);
  assert.equal(looked.code, 1);
  assert.match(
    looked.out,
    /^This would be erased: 1 contact, a login, 1 access, 1 mail, 1 session, \d+ events\.\nNothing was changed\./,
  );
  await exported(...ada);
  const done = await typed(environment, 'erase', ...ada, ...by, '--yes');
  assert.equal(done.code, 0);
  assert.match(done.out, /^Erased: 1 contact, a login/);
  for (const command of ['export', 'erase']) {
    const { code, err } = await typed(environment, command, ...ada, ...by);
    assert.equal(code, 1);
    assert.match(err, /^Nobody in the .* has the address Ada\.Keller@acme\.example\.com\.\n$/);
  }
});

test('who is meant and who does it must be said, and are not the same', async () => {
  for (const [args, complaint] of [
    [by, /Say who is meant/],
    [[...ada, '--contact', 'contact-1', ...by], /Say who is meant/],
    [['--email', 'ada', ...by], /--email must be an address/],
    [ada, /--by must be the address of whoever does it/],
    [[...ada, ...by, '--source', 'Our CRM'], /--source must be the name of a system/],
    [['--contact', 'contact-1', '--by', 'Sofie.Lange@acme.example.com'], /not the person themselves/],
  ] as const) {
    const { code, out, err } = await typed(environment, 'erase', ...args);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, complaint);
  }
});

test('a database that a server has open is left to that server', async () => {
  const own = { PORTICO_DATA_DIR: join(folder, 'busy') };
  const database = await openEmbedded(join(own.PORTICO_DATA_DIR, 'database'));
  try {
    const { code, err } = await typed(own, 'erase', ...ada, ...by, '--yes');
    assert.equal(code, 1);
    assert.match(
      err,
      /A server is running on .*POST \/v1\/contacts\/:contactId\/erase\), or stop it.*Nothing was changed/,
    );
  } finally {
    await database.close();
  }
});

test('where there is no database none is made', async () => {
  const none = join(folder, 'none');
  const { code, err } = await typed({ PORTICO_DATA_DIR: none }, 'export', ...ada, ...by);
  assert.equal(code, 1);
  assert.match(err, /^There are no data yet: .* PORTICO_DATA_DIR or DATABASE_URL as for the server/);
  await assert.rejects(readdir(none), { code: 'ENOENT' });
});
