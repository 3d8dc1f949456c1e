import type { BackendAdapter, OperationName } from '../adapter.ts';
import { type Permission, permissions } from '../permissions.ts';
import type { StaffPrincipal } from '../principal.ts';

/** What an adapter's author supplies: a backend that the kit can act on as different people. It may be shared by all cases. */
export interface Subject {
  /** The adapter as one member of staff may use it. */
  as(principal: StaffPrincipal): BackendAdapter | Promise<BackendAdapter>;
  /** Completes the registration of whoever has this login, as a click on the mail's link does. */
  register(email: string): Promise<void>;
  /** Moves the backend's clock forward. */
  advance(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** One thing that every backend does alike. */
export interface Case {
  title: string;
  /** What the backend must support for the case to mean something. */
  needs: readonly OperationName[];
  run(stage: Stage): Promise<void>;
}

/** A small sample world, with ids and addresses of its own, so that cases do not see each other. */
export interface Stage {
  subject: Subject;
  /** A member of staff with every permission and every account. */
  staff: BackendAdapter;
  ids: { acme: string; globex: string; order: string; secondOrder: string; contact: string; bareContact: string };
  email(name: string): string;
  /** Staff who are limited in permissions, accounts or both. */
  limited(limits: {
    without?: Permission[];
    accounts?: StaffPrincipal['accounts'];
    source?: string;
    email?: string;
    name?: string;
  }): Promise<BackendAdapter>;
}

/** What the sample world itself needs. */
export const stageNeeds: readonly OperationName[] = ['records.upsert'];

/** A member of staff with every permission and every account. */
export function sampleStaff(email = 'sam.support@example.com'): StaffPrincipal {
  return {
    kind: 'staff',
    email,
    name: 'Sam Support',
    source: 'crm',
    permissions: new Set(permissions),
    accounts: 'all',
  };
}

/** The record of the contact with an address, as the sample world begins with it. */
export function adaRecord({ ids, email }: Pick<Stage, 'ids' | 'email'>) {
  return {
    id: ids.contact,
    accountId: ids.acme,
    firstName: 'Ada',
    lastName: 'Lovelace',
    email: email('ada'),
    jobTitle: 'Analyst',
  };
}

/** Builds the sample world of one case: two accounts, two orders of the first, two contacts of the first. */
export async function setStage(subject: Subject): Promise<Stage> {
  const tag = Array.from(crypto.getRandomValues(new Uint8Array(6)), byte => (byte % 36).toString(36)).join('');
  const email = (name: string) => `${name}.${tag}@example.com`;
  const everything = sampleStaff(email('sam.support'));
  const staff = await subject.as(everything);
  const ids = {
    acme: `acme-${tag}`,
    globex: `globex-${tag}`,
    order: `order-1-${tag}`,
    secondOrder: `order-2-${tag}`,
    contact: `contact-1-${tag}`,
    bareContact: `contact-2-${tag}`,
  };
  await staff.records.upsert({
    accounts: [
      {
        id: ids.acme,
        market: 'Norway',
        name: `Acme ${tag}`,
        staff: [{ email: email('erin.executive'), name: 'Erin Executive' }],
      },
      { id: ids.globex, market: 'Sweden', name: `Globex ${tag}` },
    ],
    orders: [
      { id: ids.order, accountId: ids.acme },
      { id: ids.secondOrder, accountId: ids.acme },
    ],
    contacts: [
      adaRecord({ ids, email }),
      { id: ids.bareContact, accountId: ids.acme, firstName: 'Bo', lastName: 'Bare' },
    ],
  });
  return {
    subject,
    staff,
    ids,
    email,
    limited: async ({
      without = [],
      accounts,
      source = 'crm',
      email: address = everything.email,
      name = everything.name,
    }) =>
      subject.as({
        ...everything,
        source,
        email: address,
        name,
        permissions: new Set(permissions.filter(permission => !without.includes(permission))),
        accounts: accounts ?? 'all',
      }),
  };
}
