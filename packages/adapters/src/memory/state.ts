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

export interface EventRow {
  id: string;
  type: EventType;
  at: Date;
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
  events: EventRow[];
  listeners: Set<(event: EventRow) => void>;
  /** First answers by principal, operation and idempotency key. */
  answers: Map<string, { fingerprint: string; answer: unknown }>;
}

/** One call: who, on what. */
export interface Context {
  state: State;
  principal: StaffPrincipal;
}

/** Writes an event and tells whoever listens. */
export function append(
  state: State,
  type: EventType,
  { accounts, contact = null }: { accounts: AccountRow[]; contact?: ContactRow | null },
): void {
  const event = { id: `1-${state.events.length + 1}`, type, at: state.now(), accounts, contact };
  state.events.push(event);
  for (const listener of state.listeners) listener(event);
}
