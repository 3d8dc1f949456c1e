import { permissions, type StaffPrincipal } from '@portico/core';
import { type PorticoServer, seedAccess } from '@portico/server';
import { source } from './portico.ts';
import { sampleId } from './record-id.ts';
import { sampleData } from './sample-data.ts';

/** The password of every sample person who has registered. */
export const samplePassword = 'sample-password-1';

interface Sample {
  contact: string;
  account: string;
  order?: string;
  role?: string;
  /** `pending` has not followed the registration mail; `further` is one more account of somebody above. */
  state: 'registered' | 'pending' | 'deactivated' | 'further';
}

const samples: Sample[] = [
  { contact: 'C01', account: 'A01', order: 'D01', state: 'registered' },
  { contact: 'C02', account: 'A01', order: 'D01', role: 'admin', state: 'registered' },
  { contact: 'C03', account: 'A01', order: 'D02', state: 'pending' },
  { contact: 'C04', account: 'A01', order: 'D01', state: 'deactivated' },
  { contact: 'C07', account: 'A02', order: 'D03', role: 'admin', state: 'registered' },
  // One person, two accounts.
  { contact: 'C07', account: 'A01', state: 'further' },
  { contact: 'C09', account: 'A03', order: 'D04', state: 'pending' },
  { contact: 'C10', account: 'A03', order: 'D04', state: 'registered' },
  { contact: 'C12', account: 'A04', order: 'D05', state: 'pending' },
  { contact: 'C13', account: 'A04', order: 'D05', role: 'admin', state: 'registered' },
  // An account whose membership has ended, and one that is inactive.
  { contact: 'C20', account: 'A07', order: 'D09', state: 'registered' },
  { contact: 'C22', account: 'A08', order: 'D10', state: 'pending' },
];

/**
 * Gives sample people access, the way staff and clients do it, once: after that the demo is its user's own. Portico must
 * know the records by then.
 */
export async function giveSampleAccess(server: PorticoServer): Promise<void> {
  const { name, email } = find(sampleData.staff, sampleId('005', 'S01'));
  const staff: StaffPrincipal = {
    kind: 'staff',
    name,
    email,
    source,
    permissions: new Set(permissions),
    accounts: 'all',
  };
  const port = server.backend.as(staff);

  // In order, so that where the last one is there, all are.
  const last = samples.at(-1);
  const { items } = await port.access.listForAccount({ accountId: sampleId('001', last?.account ?? '') });
  if (items.some(({ contactId }) => contactId === sampleId('003', last?.contact ?? ''))) return;

  for (const { contact, account, order, role, state } of samples) {
    const { firstName, lastName, email, phone, jobTitle } = find(sampleData.contacts, sampleId('003', contact));
    const person = {
      firstName,
      lastName,
      email: email ?? '',
      phone: phone ?? undefined,
      jobTitle: jobTitle ?? undefined,
    };
    const grant = {
      accountId: sampleId('001', account),
      contact: person,
      role,
      orderId: order && sampleId('801', order),
      password: state === 'registered' || state === 'deactivated' ? samplePassword : undefined,
    };
    await seedAccess(server, { staff, source, grants: [grant] });
    if (state === 'deactivated') await port.users.deactivate({ contactId: sampleId('003', contact) });
  }
}

function find<T extends { id: string }>(records: T[], id: string): T {
  const record = records.find(candidate => candidate.id === id);
  if (!record) throw new Error(`there is no sample record ${id}`);
  return record;
}
