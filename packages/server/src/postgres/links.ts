import { randomUUID } from 'node:crypto';
import type { LinkPurpose, LinkState } from '@portico/core';
import { and, eq, exists, gt, isNull, ne, or } from 'drizzle-orm';
import type { Queries } from './database.ts';
import { contacts, links, staff, users } from './schema.ts';
import type { Writes } from './writes.ts';

export type LinkRow = typeof links.$inferSelect;

/** A link with the client it was mailed to. */
export interface FoundLink {
  link: LinkRow;
  user: typeof users.$inferSelect;
  contact: typeof contacts.$inferSelect;
}

/** A client's link of an id, whatever state it is in. */
export async function findLink(tx: Queries, id: string): Promise<FoundLink | undefined> {
  const [found] = await tx
    .select({ link: links, user: users, contact: contacts })
    .from(links)
    .innerJoin(users, eq(users.id, links.userId))
    .innerJoin(contacts, eq(contacts.id, users.contactId))
    .where(eq(links.id, id));
  return found;
}

/** A link with the member of staff it was mailed to. */
export interface FoundStaffLink {
  link: LinkRow;
  staff: typeof staff.$inferSelect;
}

/** A staff link of an id, whatever state it is in. */
export async function findStaffLink(tx: Queries, id: string): Promise<FoundStaffLink | undefined> {
  const [found] = await tx
    .select({ link: links, staff })
    .from(links)
    .innerJoin(staff, eq(staff.id, links.staffId))
    .where(eq(links.id, id));
  return found;
}

/** Whether a link works now, and if not, why. */
export function linkState(link: LinkRow, now: Date): LinkState['state'] {
  if (link.usedAt !== null) return 'used';
  if (link.replacedAt !== null) return 'replaced';
  return link.expiresAt <= now ? 'expired' : 'open';
}

interface LinkTerms {
  /** The key that its secret is made with. */
  keyId: string;
  /** Seconds. */
  lifetime: number;
  now: Date;
}

interface NewLink extends LinkTerms {
  userId: string;
  purpose: LinkPurpose;
}

interface NewStaffLink extends LinkTerms {
  staffId: string;
}

/** Makes a link for a person; an older one of the same purpose works no more. Answers its id. */
export async function replaceLink(tx: Queries, { userId, purpose, ...terms }: NewLink): Promise<string> {
  // Two at once would each leave a link that works.
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
  await closeLinks(tx, { userId, purpose, now: terms.now });
  const row = linkRow({ userId, purpose }, terms);
  await tx.insert(links).values(row);
  return row.id;
}

/** A person's first link, to be written with what it comes with. Answers its id. */
export function addLink(writes: Writes, { userId, purpose, ...terms }: NewLink): string {
  const row = linkRow({ userId, purpose }, terms);
  writes.insert(links, row);
  return row.id;
}

/** Makes the link that signs a member of staff in; an older one works no more. Answers its id. */
export async function createStaffLink(tx: Queries, { staffId, ...terms }: NewStaffLink): Promise<string> {
  await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, staffId)).for('no key update');
  await closeStaffLinks(tx, { staffId, now: terms.now });
  const row = linkRow({ staffId, purpose: 'staff-sign-in' as const }, terms);
  await tx.insert(links).values(row);
  return row.id;
}

/** Ends a person's links, of one purpose or of all. */
export async function closeLinks(
  tx: Queries,
  { userId, purpose, now }: { userId: string; purpose?: LinkPurpose; now: Date },
): Promise<void> {
  const ofPerson = and(eq(links.userId, userId), purpose && eq(links.purpose, purpose));
  await tx.update(links).set({ replacedAt: now }).where(and(ofPerson, isUnspent));
}

/** Ends a member of staff's links. */
export async function closeStaffLinks(tx: Queries, { staffId, now }: { staffId: string; now: Date }): Promise<void> {
  await tx
    .update(links)
    .set({ replacedAt: now })
    .where(and(eq(links.staffId, staffId), isUnspent));
}

/** Uses a link up: of many who try at once, one gets it. Undefined for everybody else; `findLink` then tells why. */
export async function consumeLink(
  tx: Queries,
  { id, now }: { id: string; now: Date },
): Promise<Pick<LinkRow, 'userId' | 'staffId' | 'purpose'> | undefined> {
  const client = tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, links.userId), ne(users.state, 'deactivated')));
  const member = tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.id, links.staffId), staff.active));
  const [used] = await tx
    .update(links)
    .set({ usedAt: now })
    .where(and(eq(links.id, id), isUnspent, gt(links.expiresAt, now), or(exists(client), exists(member))))
    .returning({ userId: links.userId, staffId: links.staffId, purpose: links.purpose });
  return used;
}

const isUnspent = and(isNull(links.usedAt), isNull(links.replacedAt));

/** The row of a new link. */
function linkRow<Owner extends object>(owner: Owner, { keyId, lifetime, now }: LinkTerms) {
  const expiresAt = new Date(now.getTime() + lifetime * 1000);
  return { id: randomUUID(), ...owner, keyId, createdAt: now, expiresAt };
}
