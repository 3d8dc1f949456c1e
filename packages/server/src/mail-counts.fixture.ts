import { sql } from 'drizzle-orm';
import { untilJobsAreDone } from './jobs/jobs-done.fixture.ts';
import type { Queries } from './postgres/database.ts';

export interface MailCounts {
  /** The mails to an address, in whatever state. */
  mails: number;
  /** How often one of them went out. */
  sent: number;
}

/** What became of the mails to an address, once no job is left to do. */
export async function mailCounts(db: Queries, email: string): Promise<MailCounts> {
  await untilJobsAreDone(db);
  const { rows } = await db.execute<{ mails: number; sent: number }>(sql`
    select (select count(*) from mail where to_address = ${email})::int as mails,
      (select count(*) from mail_event e join mail m on m.id = e.mail_id
        where m.to_address = ${email} and e.type = 'sent')::int as sent`);
  const { mails = 0, sent = 0 } = rows[0] ?? {};
  return { mails, sent };
}
