import { portOverHttp } from '@portico/adapters/http';
import {
  contacts,
  type Contact as PorticoContact,
  type RecordResult,
  type Records,
  records,
  type Token,
  type TokenRequest,
  tokens,
} from '@portico/core';
import type { CrmData, StaffMember } from './records.ts';

/** What the CRM's backend asks of Portico. Everything here fails with a `PorticoError`. */
export interface Portico {
  /** A short token by which the widgets act for a member of staff. */
  createToken(staff: StaffMember): Promise<Token>;
  /** Tells Portico the records; answers those it refused. */
  sync(data: CrmData): Promise<RecordResult[]>;
  /** A contact in the scope of a member of staff, by any of its ids. */
  readContact(staff: StaffMember, id: string): Promise<PorticoContact>;
  /** Tells Portico the id the CRM gave to a contact. */
  linkContact(staff: StaffMember, id: string, crmId: string): Promise<void>;
}

/** The name under which Portico knows the ids of this CRM. */
export const source = 'crm';

/** At most so many records travel in one request. */
const batchSize = 500;

/** @param apiKey - The host's secret: it stays in this process, browsers only get short tokens. */
export function createPortico(options: { url: string; apiKey: string }): Portico {
  const baseUrl = options.url;
  const { tokens: exchange } = portOverHttp({ tokens }, { baseUrl, getAccessToken: () => options.apiKey });

  // The backend's own work has a token of its own for just that, still within the scope of whoever asked for it.
  function as(request: Omit<TokenRequest, 'source'>) {
    const getAccessToken = async () => (await exchange.create({ ...request, source })).token;
    return portOverHttp({ contacts, records }, { baseUrl, getAccessToken });
  }
  const forContacts = (staff: StaffMember) =>
    as({ ...identity(staff), permissions: ['contacts:read', 'contacts:write'], expiresIn: 60 });

  return {
    createToken: staff => exchange.create({ ...identity(staff), permissions: staff.permissions, source }),
    async sync(data) {
      const portico = as({ staff: syncIdentity, permissions: ['records:upsert'], expiresIn: 300 });
      const refused: RecordResult[] = [];
      for (const batch of batches(data)) {
        const { items } = await portico.records.upsert(batch);
        refused.push(...items.filter(item => item.outcome === 'refused'));
      }
      return refused;
    },
    readContact: (staff, id) => forContacts(staff).contacts.get({ contactId: id }),
    async linkContact(staff, id, crmId) {
      await forContacts(staff).contacts.link({ contactId: id, id: crmId });
    },
  };
}

const syncIdentity = { name: 'Sample CRM', email: 'crm@staff.example.com' };

function identity({ name, email, accounts }: StaffMember): Pick<TokenRequest, 'staff' | 'accounts'> {
  return { staff: { name, email }, ...(accounts === 'all' ? {} : { accounts }) };
}

/** Accounts first: orders and contacts lead to them. */
function batches(data: CrmData): Records[] {
  const staffOf = (ids: string[]) =>
    data.staff.filter(({ id }) => ids.includes(id)).map(({ name, email }) => ({ name, email }));
  const accounts = data.accounts.map(({ id, market, name, active, membershipEnd, staffIds }) => ({
    id,
    market,
    name,
    active,
    membershipEnd,
    staff: staffOf(staffIds),
  }));
  const orders = data.orders.map(({ id, accountId }) => ({ id, accountId }));
  // A contact that Portico made is known there, and was told its id when the CRM adopted it.
  const people = data.contacts
    .filter(({ porticoId }) => porticoId === null)
    .map(({ porticoId: _, ...contact }) => contact);
  return [
    ...chunks(accounts).map(part => ({ accounts: part })),
    ...chunks(orders).map(part => ({ orders: part })),
    ...chunks(people).map(part => ({ contacts: part })),
  ];
}

function chunks<T>(items: T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / batchSize) }, (_, i) =>
    items.slice(i * batchSize, (i + 1) * batchSize),
  );
}
