import type { LinkPurpose } from '@portico/core';
import { sql } from 'drizzle-orm';
import { eventChannel } from '../events/append.ts';
import { linkLifetime } from '../links/link-lifetime.ts';
import type { RenderedMail } from '../mail/facts.ts';
import type { Queries } from './database.ts';
import { linkPurpose, type MailDetail } from './schema.ts';
import { wakeAfterCommit } from './wake-up.ts';

/** What became of a try to send a mail. */
export interface MailOutcome {
  id: string;
  /** `queued` where it has to wait. */
  state: 'sent' | 'failed' | 'queued';
  /** What was, or would have been, sent, without the secret of its link; left out where it was not made. */
  content?: RenderedMail | undefined;
  /** What the mail server said, or why it was not asked. */
  detail: MailDetail | null;
}

/**
 * Notes what became of mails, all by one statement. Of many who settle a mail, one does: `true` stands where it was this
 * one. A link lives from when it was sent for the first time. Whoever sees the person is told of a mail that was sent or
 * has failed; one to staff is nobody else's business.
 */
export async function settleMails(
  tx: Queries,
  outcomes: readonly MailOutcome[],
  { now, lifetimes }: { now: Date; lifetimes: Readonly<Record<LinkPurpose, number>> },
): Promise<boolean[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = outcomes.map(({ id, state, content, detail }) => ({ id, state, ...content, detail }));
  const seconds = linkPurpose.enumValues.map(
    purpose => sql`when ${purpose} then ${linkLifetime(lifetimes, purpose)}::int`,
  );
  const { rows: settled } = await tx.execute<{ id: string }>(sql`
    with outcome as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as o (id uuid, state text, subject text, html text, text text, detail jsonb)
    ), settled as (
      update mail m set
        state = o.state::mail_state, subject = coalesce(o.subject, m.subject), html = coalesce(o.html, m.html),
        text = coalesce(o.text, m.text), sent_at = case o.state when 'sent' then ${at} end
      from outcome o where m.id = o.id and m.state = 'queued'
      returning m.id, m.link_id, m.contact_id, o.state, o.detail
    ), noted as (
      insert into mail_event (mail_id, type, at, detail)
      select id, case state when 'queued' then 'deferred' else state end, ${at}, detail from settled
    ), started as (
      update link l set
        sent_at = ${at}, expires_at = ${at} + make_interval(secs => case l.purpose ${sql.join(seconds, sql` `)} end)
      from settled s where s.state = 'sent' and l.id = s.link_id and l.sent_at is null
    ), told as (
      insert into event (type, at, account_ids, contact_id, actor)
      select 'mail.' || s.state, ${at}, array(
        select c.account_id union
        select a.account_id from access a join portal_user u on u.id = a.user_id where u.contact_id = c.id
      ), c.id, '{"kind": "system"}'
      from settled s join contact c on c.id = s.contact_id where s.state <> 'queued'
    )
    select id from settled`);
  wakeAfterCommit(tx, eventChannel);
  const ids = new Set(settled.map(({ id }) => id));
  return outcomes.map(({ id }) => ids.has(id));
}
