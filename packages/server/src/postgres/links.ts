import type { LinkPurpose, LinkState } from '@portico/core';
import { and, eq, exists, gt, isNull, ne } from 'drizzle-orm';
import type { Queries } from './database.ts';
import { contacts, links, users } from './schema.ts';

export type LinkRow = typeof links.$inferSelect;

/** A link with the person it was mailed to. */
export interface FoundLink {
  link: LinkRow;
  user: typeof users.$inferSelect;
  contact: typeof contacts.$inferSelect;
}

/** The link of an id, whatever state it is in. */
export async function findLink(tx: Queries, id: string): Promise<FoundLink | undefined> {
  const [found] = await tx
    .select({ link: links, user: users, contact: contacts })
    .from(links)
    .innerJoin(users, eq(users.id, links.userId))
    .innerJoin(contacts, eq(contacts.id, users.contactId))
    .where(eq(links.id, id));
  return found;
}

/** Whether a link works now, and if not, why. */
export function linkState(link: LinkRow, now: Date): LinkState['state'] {
  if (link.usedAt !== null) return 'used';
  if (link.replacedAt !== null) return 'replaced';
  return link.expiresAt <= now ? 'expired' : 'open';
}

interface NewLink {
  userId: string;
  purpose: LinkPurpose;
  /** Seconds. */
  lifetime: number;
  now: Date;
}

/** Makes a link for a person; an older one of the same purpose works no more. Answers its id. */
export async function replaceLink(tx: Queries, { userId, purpose, lifetime, now }: NewLink): Promise<string> {
  // Two at once would each leave a link that works.
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
  await closeLinks(tx, { userId, purpose, now });
  return createLink(tx, { userId, purpose, lifetime, now });
}

/** Makes a person's first link. Answers its id. */
export async function createLink(tx: Queries, { userId, purpose, lifetime, now }: NewLink): Promise<string> {
  const expiresAt = new Date(now.getTime() + lifetime * 1000);
  const [link] = await tx
    .insert(links)
    .values({ userId, purpose, createdAt: now, expiresAt })
    .returning({ id: links.id });
  if (!link) throw new Error('an insert gave nothing back');
  return link.id;
}

/** Ends a person's links, of one purpose or of all. */
export async function closeLinks(
  tx: Queries,
  { userId, purpose, now }: { userId: string; purpose?: LinkPurpose; now: Date },
): Promise<void> {
  await tx
    .update(links)
    .set({ replacedAt: now })
    .where(
      and(
        eq(links.userId, userId),
        purpose && eq(links.purpose, purpose),
        isNull(links.usedAt),
        isNull(links.replacedAt),
      ),
    );
}

/** Uses a link up: of many who try at once, one gets it. Undefined for everybody else; `findLink` then tells why. */
export async function consumeLink(
  tx: Queries,
  { id, now }: { id: string; now: Date },
): Promise<{ userId: string; purpose: LinkPurpose } | undefined> {
  const usable = tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, links.userId), ne(users.state, 'deactivated')));
  const [used] = await tx
    .update(links)
    .set({ usedAt: now })
    .where(
      and(eq(links.id, id), isNull(links.usedAt), isNull(links.replacedAt), gt(links.expiresAt, now), exists(usable)),
    )
    .returning({ userId: links.userId, purpose: links.purpose });
  return used;
}
