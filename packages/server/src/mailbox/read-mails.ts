import { and, desc, eq, ilike, isNotNull, ne, or, sql } from 'drizzle-orm';
import { fillLink } from '../mail/link-placeholder.ts';
import { type LinkSource, linkOfMail } from '../mail/mail-link.ts';
import { messageId } from '../mail/message-id.ts';
import type { Database } from '../postgres/database.ts';
import { links, type MailProblem, mails } from '../postgres/schema.ts';
import { problemText } from './problem-text.ts';

/** A mail as the list shows it. */
export interface MailboxEntry {
  id: string;
  to: string;
  subject: string;
  kind: string;
  state: 'sent' | 'waiting' | 'failed';
  /** Why it has not gone out; empty where it has. */
  problem: string;
  /** When it went out, or was written where it has not. */
  at: string;
}

/** A mail as its page shows it. */
export interface MailboxMail extends MailboxEntry {
  from: string;
  messageId: string;
  html: string;
  text: string;
  /** Where the mail's button leads. */
  link: string;
}

export interface MailboxSource extends LinkSource {
  database: Database;
  from: string;
}

const shownMails = 100;

/** A mail that was just written has no subject yet: it is about to be sent, or to show why it is not. */
const isShown = or(ne(mails.state, 'queued'), isNotNull(mails.subject));

const { id, toAddress, subject, kind, state, sentAt, createdAt } = mails;
const listed = { id, toAddress, subject, kind, state, sentAt, createdAt };

/** Why it did not go out when it was last tried. */
const problem = sql<MailProblem | null>`(
  select step.detail from mail_event step where step.mail_id = mail.id and step.type in ('deferred', 'failed')
  order by step.at desc limit 1
)`;

/** The newest mails whose address contains `search`. */
export async function listMails({ database }: MailboxSource, search: string): Promise<MailboxEntry[]> {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await database.db
    .select({ mail: listed, problem })
    .from(mails)
    .where(and(isShown, search === '' ? undefined : ilike(mails.toAddress, pattern)))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(shownMails);
  return rows.map(entry);
}

/** One mail with the link it went out with. */
export async function readMail(source: MailboxSource, id: string): Promise<MailboxMail | undefined> {
  const [row] = await source.database.db
    .select({ mail: mails, link: links, problem })
    .from(mails)
    .leftJoin(links, eq(links.id, mails.linkId))
    .where(and(eq(mails.id, id), isShown));
  if (!row) return undefined;
  const { mail } = row;
  const link = linkOfMail(row.link, source);
  return {
    ...entry(row),
    from: source.from,
    messageId: messageId(mail.id, source.publicOrigin),
    link,
    html: fillLink(mail.html ?? '', mail.id, link),
    text: fillLink(mail.text ?? '', mail.id, link),
  };
}

type Listed = Pick<typeof mails.$inferSelect, keyof typeof listed>;

function entry({ mail, problem }: { mail: Listed; problem: MailProblem | null }): MailboxEntry {
  return {
    id: mail.id,
    to: mail.toAddress,
    subject: mail.subject ?? '',
    kind: mail.kind.replaceAll('-', ' '),
    state: mail.state === 'queued' ? 'waiting' : mail.state,
    problem: problemText(mail.state, problem),
    at: (mail.sentAt ?? mail.createdAt).toISOString(),
  };
}
