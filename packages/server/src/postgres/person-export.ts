import { type PersonExport, type PersonFacts, personExport } from '@portico/core';
import { eq, inArray, sql } from 'drizzle-orm';
import { selectAccess } from './access-row.ts';
import { type Context, recordEvent } from './context.ts';
import { type Actor, access, accounts, authSessions, events, mails } from './schema.ts';
import { idOf, type Named } from './scope.ts';
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
  return personExport({
    at: context.now(),
    contacts: contacts.map(({ contact, account }) => ({
      ...named(context, contact),
      account: named(context, account),
    })),
    login: user,
    access: user ? await accessOf(context, user.id) : [],
    mails: await mailsTo(context, person),
    sessions: user ? await sessionsOf(context, user.id) : [],
    events: await eventsAbout(context, person),
  });
}

function named<T extends Named>({ principal }: Reader, row: T): T {
  return { ...row, id: idOf(principal, row) };
}

async function accessOf(context: Reader, userId: string): Promise<PersonFacts['access']> {
  const rows = await selectAccess(
    context.tx,
    sql`where ${eq(access.userId, userId)} order by ${accounts.sortKey}, ${access.id}`,
  );
  return rows.map(({ access: own, account, order }) => ({
    ...own,
    account: named(context, account),
    orderId: order && idOf(context.principal, order),
  }));
}

/** Without their bodies, which are the same for everybody but for what the export tells anyway. */
async function mailsTo({ tx }: Reader, person: WholePerson): Promise<PersonFacts['mails']> {
  const rows = await tx
    .select()
    .from(mails)
    .where(inArray(mails.contactId, contactIdsOf(person)))
    .orderBy(mails.createdAt, mails.id);
  return rows.map(mail => ({ ...mail, to: mail.toAddress }));
}

async function sessionsOf({ tx }: Reader, userId: string): Promise<PersonFacts['sessions']> {
  const rows = await tx
    .select()
    .from(authSessions)
    .where(eq(authSessions.userId, userId))
    .orderBy(authSessions.createdAt, authSessions.id);
  return rows.map(session => ({
    ...session,
    address: session.ipAddress || null,
    browser: session.userAgent || null,
  }));
}

async function eventsAbout({ tx }: Reader, person: WholePerson): Promise<PersonFacts['events']> {
  const rows = await tx
    .select({ type: events.type, at: events.at, actor: events.actor })
    .from(events)
    .where(isEventAbout(person))
    .orderBy(events.xid, events.id);
  return rows.map(({ type, at, actor }) => ({ type, at, by: nameOf(actor) }));
}

function nameOf(actor: Actor): string {
  if (actor.kind === 'staff') return actor.name;
  return actor.kind === 'client' ? 'the person' : 'system';
}
