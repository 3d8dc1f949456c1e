import type { BackendSettings, EventType, StaffPrincipal, UserState } from '@portico/core';

export interface External {
  source: string;
  id: string;
}

export interface AccountRow {
  uuid: string;
  external: External | null;
  market: string;
  name: string;
  key: string;
  active: boolean;
  membershipEnd: string | null;
}

export interface OrderRow {
  uuid: string;
  external: External | null;
  account: AccountRow;
}

export interface UserRow {
  uuid: string;
  loginKey: string;
  state: UserState;
  createdAt: Date;
  registeredAt: Date | null;
  lastMailAt: Date | null;
  lastRecoveryMailAt: Date | null;
  /** Whether the registration mail's link still works. */
  hasOpenLink: boolean;
}

export interface ContactRow {
  uuid: string;
  external: External | null;
  account: AccountRow;
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string | null;
  jobTitle: string | null;
  user: UserRow | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface StaffRow {
  uuid: string;
  key: string;
  email: string;
  name: string;
}

export interface AccessRow {
  uuid: string;
  account: AccountRow;
  person: { contact: ContactRow; user: UserRow } | { staff: StaffRow };
  role: string;
  grantedAt: Date;
  grantedBy: string;
  order: OrderRow | null;
}

/** A mail to a person; nothing sends it. */
export interface MailRow {
  contact: ContactRow;
  kind: 'registration' | 'reset' | 'access-granted';
  to: string;
  createdAt: Date;
}

export interface EventRow {
  id: string;
  type: EventType;
  at: Date;
  /** Who did it, in words. */
  by: string;
  accounts: AccountRow[];
  contact: ContactRow | null;
}

/** Everything a memory backend knows, and whom to tell of changes. */
export interface State {
  settings: BackendSettings;
  now: () => Date;
  accounts: AccountRow[];
  orders: OrderRow[];
  contacts: ContactRow[];
  staff: StaffRow[];
  access: AccessRow[];
  mails: MailRow[];
  events: EventRow[];
  /** How many events there ever were: the place of one that was removed is not given out again. */
  eventCount: number;
  listeners: Set<(event: EventRow) => void>;
  /** First answers by principal, operation and idempotency key; null where one told of somebody who has been erased. */
  answers: Map<string, { fingerprint: string; answer: unknown } | null>;
}

/** One call: who, on what. */
export interface Context {
  state: State;
  principal: StaffPrincipal;
}

/** Writes an event and tells whoever listens. Without a caller it is the contact's own doing. */
export function append(
  { state, principal }: Pick<Context, 'state'> & Partial<Context>,
  type: EventType,
  { accounts, contact = null }: { accounts: AccountRow[]; contact?: ContactRow | null },
): void {
  state.eventCount += 1;
  const by = principal?.name ?? 'the person';
  const event = { id: `1-${state.eventCount}`, type, at: state.now(), by, accounts, contact };
  state.events.push(event);
  for (const listener of state.listeners) listener(event);
}
