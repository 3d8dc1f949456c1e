import type { PersonExport } from '../person-export.ts';
import type { UserState } from '../user.ts';

/** What a backend finds about one person, whose rows may hold more than is told. Ids are the caller's. */
export interface PersonFacts {
  at: Date;
  contacts: readonly ContactFacts[];
  login: { state: UserState; createdAt: Date; registeredAt: Date | null; lastMailAt: Date | null } | null;
  access: readonly {
    account: AccountFacts;
    role: string;
    grantedAt: Date;
    grantedBy: string;
    orderId: string | null;
  }[];
  mails: readonly {
    kind: string;
    to: string;
    subject: string | null;
    state: string;
    createdAt: Date;
    sentAt: Date | null;
  }[];
  sessions: readonly { createdAt: Date; expiresAt: Date; address: string | null; browser: string | null }[];
  events: readonly { type: string; at: Date; by: string }[];
}

interface ContactFacts {
  id: string;
  account: AccountFacts;
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string | null;
  jobTitle: string | null;
  createdAt: Date;
  updatedAt: Date;
}

interface AccountFacts {
  id: string;
  market: string;
  name: string;
}

/** What is told to somebody who asks for everything that is kept about them. */
export function personExport({ at, contacts, login, access, mails, sessions, events }: PersonFacts): PersonExport {
  return {
    at: at.toISOString(),
    contacts: contacts.map(contact => ({
      id: contact.id,
      ...accountFields(contact.account),
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
      phone: contact.phone,
      jobTitle: contact.jobTitle,
      createdAt: contact.createdAt.toISOString(),
      updatedAt: contact.updatedAt.toISOString(),
    })),
    login: login && {
      state: login.state,
      createdAt: login.createdAt.toISOString(),
      registeredAt: textOf(login.registeredAt),
      lastMailAt: textOf(login.lastMailAt),
    },
    access: access.map(({ account, role, grantedAt, grantedBy, orderId }) => ({
      ...accountFields(account),
      role,
      grantedAt: grantedAt.toISOString(),
      grantedBy,
      orderId,
    })),
    mails: mails.map(({ kind, to, subject, state, createdAt, sentAt }) => ({
      kind,
      to,
      subject,
      state,
      createdAt: createdAt.toISOString(),
      sentAt: textOf(sentAt),
    })),
    sessions: sessions.map(({ createdAt, expiresAt, address, browser }) => ({
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      address,
      browser,
    })),
    events: events.map(event => ({ type: event.type, at: event.at.toISOString(), by: event.by })),
  };
}

function accountFields({ id, market, name }: AccountFacts) {
  return { accountId: id, market, accountName: name };
}

function textOf(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
