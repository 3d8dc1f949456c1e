import { emailKey, fold, isOwnName, PorticoError, personSortKey, splitName } from '@portico/core';
import { eq, inArray, ne } from 'drizzle-orm';
import { refreshAccess } from './access-keys.ts';
import type { Context } from './context.ts';
import type { Queries } from './database.ts';
import { access, staff } from './schema.ts';

interface Named {
  email: string;
  name: string;
}

/** The member of staff who calls, added to the directory where new: only a person's own token names them. */
export async function knowStaff(tx: Queries, person: Named, now: Date): Promise<void> {
  if (!isOwnName(person)) return addStaff(tx, [person], now);
  const { email, emailKey, createdAt, ...named } = columnsOf(person, now);
  const [changed] = await tx
    .insert(staff)
    .values({ email, emailKey, createdAt, ...named })
    .onConflictDoUpdate({ target: staff.emailKey, set: named, setWhere: ne(staff.name, person.name) })
    .returning({ id: staff.id });
  if (changed) await refreshAccess(tx, eq(access.staffId, changed.id));
}

/**
 * The staff whom a record names. A record adds people and renames nobody. The directory is everybody's, so a caller who
 * sees only some accounts adds nobody either: an address in it is refused as a client everywhere.
 */
export async function staffOfRecord({ tx, principal, now }: Context, people: Named[]) {
  const emails = [...new Set(people.map(({ email }) => emailKey(email)))];
  if (emails.length === 0) return [];
  if (principal.accounts === 'all') await addStaff(tx, people, now());
  const found = await findStaff(tx, emails);
  if (found.length < emails.length) throw new PorticoError('forbidden');
  return found;
}

/** Adds those to the directory who are not in it; nobody who is in it is changed. */
export async function addStaff(tx: Queries, people: Named[], now: Date): Promise<void> {
  const rows = people.map(person => columnsOf(person, now));
  await tx.insert(staff).values(rows).onConflictDoNothing({ target: staff.emailKey });
}

/** Those of some addresses who are in the directory. */
export function findStaff(tx: Queries, emails: string[]) {
  return tx
    .select()
    .from(staff)
    .where(inArray(staff.emailKey, emails.map(emailKey)));
}

function columnsOf({ email, name }: Named, now: Date) {
  return {
    email,
    emailKey: emailKey(email),
    createdAt: now,
    name,
    sortKey: personSortKey({ ...splitName(name), email }),
    searchText: fold(`${name} ${email}`),
  };
}
