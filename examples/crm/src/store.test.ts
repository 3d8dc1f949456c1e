import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { sampleData } from './sample-data.ts';
import { openStore } from './store.ts';

const scratch = mkdtempSync(join(tmpdir(), 'crm-'));
after(() => rmSync(scratch, { recursive: true }));

const person = {
  accountId: sampleData.accounts[0]?.id ?? '',
  firstName: 'Ada',
  lastName: 'New',
  email: 'ada.new@acme.example.com',
  phone: null,
  jobTitle: null,
  porticoId: null,
};

describe('the store', () => {
  test('holds after a restart what was added before', () => {
    const file = join(folder(), 'crm.json');
    const added = openStore(file, sampleData).addContact(person);
    const reopened = openStore(file, { accounts: [], orders: [], contacts: [], staff: [] });
    assert.deepEqual(
      reopened.data.contacts.find(({ id }) => id === added.id),
      added,
    );
    assert.equal(reopened.data.contacts.length, sampleData.contacts.length + 1);
  });

  test('leaves the last whole state where a write was cut off', () => {
    const directory = folder();
    const file = join(directory, 'crm.json');
    openStore(file, sampleData).addContact(person);
    writeFileSync(join(directory, 'crm.json.draft'), '{"accounts": [');
    const { data, addContact } = openStore(file, sampleData);
    assert.equal(data.contacts.length, sampleData.contacts.length + 1);
    addContact({ ...person, firstName: 'Grace' });
    assert.deepEqual(readdirSync(directory), ['crm.json']);
    assert.equal(JSON.parse(readFileSync(file, 'utf8')).contacts.length, sampleData.contacts.length + 2);
  });

  test('shows nothing that could not be written', () => {
    const directory = folder();
    const store = openStore(join(directory, 'crm.json'), sampleData);
    // Where the draft should be written stands a directory.
    mkdirSync(join(directory, 'crm.json.draft'));
    assert.throws(() => store.addContact(person), { code: 'EISDIR' });
    assert.equal(store.data.contacts.length, sampleData.contacts.length);
  });

  test('says which file is broken and what to do', () => {
    const file = join(folder(), 'crm.json');
    writeFileSync(file, '{"accounts": "none"}');
    assert.throws(() => openStore(file, sampleData), /crm\.json does not hold .* --reset/);
  });
});

function folder(): string {
  return mkdtempSync(join(scratch, 'store-'));
}
