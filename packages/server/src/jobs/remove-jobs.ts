import { emailKey, emailProblem } from '@portico/core';
import { sql } from 'drizzle-orm';
import type { ErasedPerson } from '../postgres/context.ts';
import type { Queries } from '../postgres/database.ts';

/**
 * Removes the jobs that have to do with somebody, those that are done too: a wish for a recovery mail is kept as it was
 * typed. A worker that is at one of them ends without it.
 */
export async function removeJobs(tx: Queries, { addresses, mailIds }: ErasedPerson): Promise<void> {
  const { rows: queues } = await tx.execute(sql`select 1 where to_regclass('pgboss.job') is not null`);
  // No server has been started on this database yet.
  if (queues.length === 0) return;
  const { rows: wishes } = await tx.execute<{ id: string; email: string }>(
    sql`select id, data ->> 'email' as email from pgboss.job where name = 'recovery'`,
  );
  const own = wishes.filter(({ email }) => addresses.some(address => isFor(email, address)));
  if (own.length > 0) {
    await tx.execute(sql`delete from pgboss.job where name = 'recovery' and id in ${own.map(({ id }) => id)}`);
  }
  if (mailIds.length > 0) {
    await tx.execute(sql`delete from pgboss.job where name in ('mail', 'given-up') and data ->> 'id' in ${mailIds}`);
  }
}

/** Whether what was typed is an address, or one that was mistyped so that nobody has it. */
function isFor(typed: string, address: string): boolean {
  if (emailProblem(typed)) return typed.toLowerCase().includes(address.toLowerCase());
  return emailKey(typed) === emailKey(address);
}
