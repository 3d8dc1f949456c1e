import { isPorticoError } from '@portico/core';
import type { Portico } from './portico.ts';
import { viewFor } from './record-view.ts';
import type { Contact, StaffMember } from './records.ts';
import type { Store } from './store.ts';

/** Whether an id names a record that Portico made and the CRM has not claimed. */
export function isPorticoId(id: string): boolean {
  return id.startsWith('portico:');
}

/**
 * The CRM's own record of a contact that a widget created: made on the first call, found on every other one.
 * Undefined where the member of staff may not see such a contact.
 */
export async function adoptContact(
  { store, portico }: { store: Store; portico: Portico },
  staff: StaffMember,
  porticoId: string,
): Promise<Contact | undefined> {
  const found = await portico.readContact(staff, porticoId).catch(unlessMissing);
  if (!found) return undefined;
  const view = viewFor(store.data, staff);
  if (!isPorticoId(found.id)) return view.contact(found.id);
  const account = found.accountId === null ? undefined : view.account(found.accountId);
  if (!account) return undefined;

  // From here to the new record nothing waits, so that of two calls at once only one makes it.
  const { id: _, accountId: __, userState: ___, ...person } = found;
  const known = store.data.contacts.find(contact => contact.porticoId === found.id);
  const contact = known ?? store.addContact({ ...person, accountId: account.id, porticoId: found.id });
  await portico.linkContact(staff, found.id, contact.id);
  return contact;
}

function unlessMissing(error: unknown): undefined {
  if (isPorticoError(error) && error.code === 'not-found') return undefined;
  throw error;
}
