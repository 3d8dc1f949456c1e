import { emailKey, type PersonExport, type StaffPrincipal } from '@portico/core';
import { asc, eq } from 'drizzle-orm';
import type { Database, Queries } from './database.ts';
import { exportOf } from './person-export.ts';
import { contacts, staff } from './schema.ts';
import { lockPerson } from './whole-person.ts';

/** The id of a contact with an address, as any caller may name it; undefined where nobody has it. */
export async function contactWithAddress(db: Queries, email: string): Promise<string | undefined> {
  const [found] = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(eq(contacts.emailKey, emailKey(email)))
    .orderBy(asc(contacts.createdAt), asc(contacts.id))
    .limit(1);
  return found && `portico:${found.id}`;
}

/** What the staff directory calls somebody; undefined where it does not have them. */
export async function staffNamed(db: Queries, email: string): Promise<string | undefined> {
  const [found] = await db
    .select({ name: staff.name })
    .from(staff)
    .where(eq(staff.emailKey, emailKey(email)));
  return found?.name;
}

/**
 * What is kept about the person behind a contact, without a line in the audit: to say what an erasure would do.
 * @throws {PorticoError} `not-found`.
 */
export async function peekAtPerson(
  { transaction }: Database,
  principal: StaffPrincipal,
  contactId: string,
): Promise<PersonExport> {
  return transaction(async tx => {
    const context = { tx, principal, now: () => new Date() };
    return exportOf(context, await lockPerson(context, contactId));
  });
}
