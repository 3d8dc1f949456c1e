import type { PersonExport } from '@portico/core';
import { eq, inArray } from 'drizzle-orm';
import { selectAccess } from './access-row.ts';
import { type Context, recordEvent } from './context.ts';
import { type Actor, access, accounts, authSessions, events, mails } from './schema.ts';
import { type AccountRow, idOf } from './scope.ts';
import { contactIdsOf, isEventAbout, lockPerson, type WholePerson } from './whole-person.ts';

type Reader = Pick<Context, 'tx' | 'principal' | 'now'>;

/** Tells everything that is kept about the person behind a contact, and writes down who asked. */
export async function exportPerson(context: Context, { contactId }: { contactId: string }): Promise<PersonExport> {
  const person = await lockPerson(context, contactId);
  const told = await exportOf(context, person);
  const { accountIds } = person;
  await recordEvent(context, 'person.exported', { accountIds, contactId: person.contactId });
  return told;
}

/** Everything that is kept about a person. */
export async function exportOf(context: Reader, person: WholePerson): Promise<PersonExport> {
  const { user, contacts } = person;
  return {
    at: context.now().toISOString(),
    contacts: contacts.map(({ contact, account }) => ({
      id: idOf(context.principal, contact),
      ...accountFields(context, account),
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
      phone: contact.phone,
      jobTitle: contact.jobTitle,
      createdAt: contact.createdAt.toISOString(),
      updatedAt: contact.updatedAt.toISOString(),
    })),
    login: user && {
      state: user.state,
      createdAt: user.createdAt.toISOString(),
      registeredAt: textOf(user.registeredAt),
      lastMailAt: textOf(user.lastMailAt),
    },
    access: user ? await accessOf(context, user.id) : [],
    mails: await mailsTo(context, person),
    sessions: user ? await sessionsOf(context, user.id) : [],
    events: await eventsAbout(context, person),
  };
}

function accountFields({ principal }: Reader, account: AccountRow) {
  return { accountId: idOf(principal, account), market: account.market, accountName: account.name };
}

async function accessOf(context: Reader, userId: string): Promise<PersonExport['access']> {
  const rows = await selectAccess(context.tx).where(eq(access.userId, userId)).orderBy(accounts.sortKey, access.id);
  return rows.map(({ access: own, account, order }) => ({
    ...accountFields(context, account),
    role: own.role,
    grantedAt: own.grantedAt.toISOString(),
    grantedBy: own.grantedBy,
    orderId: order && idOf(context.principal, order),
  }));
}

/** Without their bodies, which are the same for everybody but for what the export tells anyway. */
async function mailsTo({ tx }: Reader, person: WholePerson): Promise<PersonExport['mails']> {
  const rows = await tx
    .select()
    .from(mails)
    .where(inArray(mails.contactId, contactIdsOf(person)))
    .orderBy(mails.createdAt, mails.id);
  return rows.map(({ kind, toAddress, subject, state, createdAt, sentAt }) => ({
    kind,
    to: toAddress,
    subject,
    state,
    createdAt: createdAt.toISOString(),
    sentAt: textOf(sentAt),
  }));
}

async function sessionsOf({ tx }: Reader, userId: string): Promise<PersonExport['sessions']> {
  const rows = await tx
    .select()
    .from(authSessions)
    .where(eq(authSessions.userId, userId))
    .orderBy(authSessions.createdAt, authSessions.id);
  return rows.map(({ createdAt, expiresAt, ipAddress, userAgent }) => ({
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    address: ipAddress || null,
    browser: userAgent || null,
  }));
}

async function eventsAbout({ tx }: Reader, person: WholePerson): Promise<PersonExport['events']> {
  const rows = await tx
    .select({ type: events.type, at: events.at, actor: events.actor })
    .from(events)
    .where(isEventAbout(person))
    .orderBy(events.xid, events.id);
  return rows.map(({ type, at, actor }) => ({ type, at: at.toISOString(), by: nameOf(actor) }));
}

function nameOf(actor: Actor): string {
  if (actor.kind === 'staff') return actor.name;
  return actor.kind === 'client' ? 'the person' : 'system';
}

function textOf(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
