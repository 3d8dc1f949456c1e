import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { canonicalId } from '@portico/core';
import { newId } from './record-id.ts';
import { type Contact, CrmData } from './records.ts';

/** The CRM's records: in memory, and in one file that is replaced as a whole by each change. */
export interface Store {
  /** As they are now; never changed in place. */
  readonly data: CrmData;
  /** Adds a contact under a new id. */
  addContact(contact: Omit<Contact, 'id'>): Contact;
}

/**
 * Opens the store of a file, made from `sample` where there is none yet.
 * @throws where the file cannot be read as the CRM's records.
 */
export function openStore(file: string, sample: CrmData): Store {
  mkdirSync(dirname(file), { recursive: true });
  let data = existsSync(file) ? read(file) : sample;
  if (!existsSync(file)) replace(file, data);

  // A change is written before it is shown, so that nobody sees what a restart would forget.
  function change(next: CrmData): void {
    replace(file, next);
    data = next;
  }

  return {
    get data() {
      return data;
    },
    addContact(fields) {
      const contact = { id: unusedId(data), ...fields };
      change({ ...data, contacts: [...data.contacts, contact] });
      return contact;
    },
  };
}

function read(file: string): CrmData {
  try {
    return CrmData.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file} does not hold the CRM's records. Start with --reset to make it anew.`, { cause });
  }
}

/** By a rename, which happens as a whole or not at all: a killed process leaves the old file or the new one. */
function replace(file: string, data: CrmData): void {
  const draft = `${file}.draft`;
  const handle = openSync(draft, 'w');
  try {
    writeFileSync(handle, `${JSON.stringify(data, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

function unusedId(data: CrmData): string {
  const used = new Set(data.contacts.map(contact => canonicalId(contact.id)));
  let id = newId('003');
  while (used.has(canonicalId(id))) id = newId('003');
  return id;
}
