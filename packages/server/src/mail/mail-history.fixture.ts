import { setTimeout } from 'node:timers/promises';
import { asc, eq, inArray } from 'drizzle-orm';
import type { Queries } from '../postgres/database.ts';
import { mailEvents, mails } from '../postgres/schema.ts';

/** Resolves once there are mails to all of some addresses, and all of them have gone out or failed, as is asked. */
export async function mailsSettled(db: Queries, emails: string[], state: 'sent' | 'failed' = 'sent'): Promise<void> {
  for (;;) {
    const rows = await db.select({ state: mails.state }).from(mails).where(inArray(mails.toAddress, emails));
    if (rows.length >= emails.length && rows.every(row => row.state === state)) return;
    await setTimeout(20);
  }
}

/** What happened to the mails to an address, and why, such as `deferred later 421 connection`. */
export async function mailHistory(db: Queries, email: string): Promise<string[]> {
  const rows = await db
    .select({ type: mailEvents.type, detail: mailEvents.detail })
    .from(mailEvents)
    .innerJoin(mails, eq(mails.id, mailEvents.mailId))
    .where(eq(mails.toAddress, email))
    .orderBy(asc(mailEvents.at));
  return rows.map(({ type, detail }) =>
    [type, detail?.reason, detail?.status, detail?.stage].filter(part => part !== undefined).join(' '),
  );
}
