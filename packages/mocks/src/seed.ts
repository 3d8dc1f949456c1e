import { type MemoryBackend, memoryBackend } from '@portico/adapters/memory';
import { permissions, type StaffPrincipal } from '@portico/core';

/** The member of staff who has set up the sample portal, and may do everything in it. */
export const sampleStaff: StaffPrincipal = {
  kind: 'staff',
  email: 'grace@example.com',
  name: 'Grace Hopper',
  source: 'crm',
  permissions: new Set(permissions),
  accounts: 'all',
};

const accounts = [
  { id: '001A', market: 'United Kingdom', name: 'Northwind Health' },
  { id: '001B', market: 'Germany', name: 'Aldermoor Klinik' },
];

/**
 * A memory backend as a sample page starts with it. It was filled three weeks ago: no mail is too recent to be sent again.
 * @param seed - What it is filled with.
 */
export async function samplePortal(
  seed: (backend: MemoryBackend) => Promise<unknown> = seedSamplePortal,
): Promise<MemoryBackend> {
  let age = 21 * 24 * 3_600_000;
  const backend = memoryBackend({ now: () => new Date(Date.now() - age) });
  await seed(backend);
  age = 0;
  return backend;
}

/** Fills a memory backend with the accounts and contacts of the sample portal, before anybody was given access. */
export async function seedEmptyPortal(backend: MemoryBackend): Promise<void> {
  const contact = (id: string, firstName: string, lastName: string) => ({
    id,
    accountId: '001A',
    firstName,
    lastName,
    email: `${firstName.toLowerCase()}@example.com`,
  });
  await backend.as(sampleStaff).records.upsert({
    accounts,
    contacts: [
      contact('003A', 'Ada', 'Lovelace'),
      contact('003T', 'Alan', 'Turing'),
      contact('003D', 'Dora', 'Day'),
      contact('003K', 'Katherine', 'Johnson'),
    ],
  });
}

/**
 * Fills a memory backend with one of each kind of person: on the account `001A` a COMPLETE, a PENDING and a deactivated
 * client beside the staff, and a contact without a login (`003A`, `003T`, `003D`, `003K`); on `001B` somebody (`003E`) who
 * has access there alone.
 */
export async function seedSamplePortal(backend: MemoryBackend) {
  const staff = backend.as(sampleStaff);
  await staff.records.upsert({
    accounts: accounts.map(account => (account.id === '001A' ? { ...account, staff: [sampleStaff] } : account)),
    contacts: [
      {
        id: '003K',
        accountId: '001A',
        firstName: 'Katherine',
        lastName: 'Johnson',
        email: 'katherine@example.com',
        phone: '+44 20 7946 0000',
        jobTitle: 'Finance',
      },
    ],
  });
  const give = async (accountId: string, id: string, firstName: string, lastName: string) => {
    const contact = { email: `${firstName.toLowerCase()}@example.com`, firstName, lastName };
    const { contactId } = await staff.access.grant({ accountId, contact });
    await staff.contacts.link({ contactId: contactId ?? '', id });
    return id;
  };
  const ada = await give('001A', '003A', 'Ada', 'Lovelace');
  const alan = await give('001A', '003T', 'Alan', 'Turing');
  const dora = await give('001A', '003D', 'Dora', 'Day');
  await give('001B', '003E', 'Elsa', 'Elsewhere');
  backend.register('ada@example.com');
  await staff.users.deactivate({ contactId: dora });
  return { ada, alan, dora, katherine: '003K' };
}
