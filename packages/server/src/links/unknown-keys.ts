import { and, count, gt, isNull, max, notInArray } from 'drizzle-orm';
import type { KeyRing } from '../keys.ts';
import type { Log } from '../log.ts';
import type { Database, Queries } from '../postgres/database.ts';
import { links } from '../postgres/schema.ts';

/** Links that would work still, were the key known that they name. */
interface UnknownKeys {
  /** How many links there are. */
  links: number;
  /** The ids of the keys. */
  keyIds: string[];
  /** When the last of the links expires. */
  until: Date;
}

/** The keys that open links name and this process has not: another one has other secrets, or one was retired too early. */
export async function unknownKeys(
  db: Queries,
  { known, now }: { known: readonly string[]; now: Date },
): Promise<UnknownKeys | undefined> {
  const rows = await db
    .select({ keyId: links.keyId, links: count(), until: max(links.expiresAt) })
    .from(links)
    .where(
      and(
        isNull(links.usedAt),
        isNull(links.replacedAt),
        gt(links.expiresAt, now),
        notInArray(links.keyId, [...known]),
      ),
    )
    .groupBy(links.keyId)
    .orderBy(links.keyId);
  if (rows.length === 0) return undefined;
  return {
    links: rows.reduce((sum, row) => sum + row.links, 0),
    keyIds: rows.map(({ keyId }) => keyId),
    until: new Date(Math.max(...rows.map(({ until }) => until?.getTime() ?? 0))),
  };
}

/** Tells of them once, at the start: nobody else would, until somebody's link does not work. */
export async function warnOfUnknownKeys({ db }: Database, { all }: KeyRing, now: Date, log: Log): Promise<void> {
  const unknown = await unknownKeys(db, { known: all.map(({ id }) => id), now });
  if (!unknown) return;
  log({
    level: 'warn',
    event: 'secret.missing',
    links: unknown.links,
    keys: unknown.keyIds.join(' '),
    until: unknown.until.toISOString(),
    remedy: 'give every process the same PORTICO_SECRET, with the older secret at its end until then',
  });
}
