import { and, desc, eq, ilike } from 'drizzle-orm';
import { linkUrl } from '../links/link-token.ts';
import { fillLink } from '../mail/link-placeholder.ts';
import type { Database } from '../postgres/database.ts';
import { links } from '../postgres/schema/link.ts';
import { mails } from '../postgres/schema/mail.ts';

/** A mail as the list shows it. */
export interface MailboxEntry {
  id: string;
  to: string;
  subject: string;
  kind: string;
  sentAt: string;
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

export interface MailboxSource {
  database: Database;
  portalOrigin: string;
  linkKey: Uint8Array;
  from: string;
}

const shownMails = 100;

/** The newest mails whose address contains `search`. */
export async function listMails({ database }: MailboxSource, search: string): Promise<MailboxEntry[]> {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await database.db
    .select({ id: mails.id, to: mails.toAddress, subject: mails.subject, kind: mails.kind, sentAt: mails.sentAt })
    .from(mails)
    .where(and(eq(mails.state, 'sent'), search === '' ? undefined : ilike(mails.toAddress, pattern)))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(shownMails);
  return rows.map(entry);
}

/** One mail with the link it went out with. */
export async function readMail(source: MailboxSource, id: string): Promise<MailboxMail | undefined> {
  const { database, portalOrigin, linkKey, from } = source;
  const [row] = await database.db
    .select({ mail: mails, purpose: links.purpose })
    .from(mails)
    .leftJoin(links, eq(links.id, mails.linkId))
    .where(and(eq(mails.id, id), eq(mails.state, 'sent')));
  if (!row) return undefined;
  const { mail, purpose } = row;
  const link =
    mail.linkId && purpose ? linkUrl(portalOrigin, linkKey, { id: mail.linkId, purpose }) : `${portalOrigin}/portal/`;
  return {
    ...entry({ ...mail, to: mail.toAddress }),
    from,
    messageId: messageId(mail.id, portalOrigin),
    link,
    html: fillLink(mail.html ?? '', mail.id, link),
    text: fillLink(mail.text ?? '', mail.id, link),
  };
}

/** Derived from the mail's id, so that a repeat can be recognised. */
function messageId(id: string, portalOrigin: string): string {
  return `<${id}@${new URL(portalOrigin).hostname}>`;
}

function entry(row: {
  id: string;
  to: string;
  subject: string | null;
  kind: string;
  sentAt: Date | null;
}): MailboxEntry {
  const { id, to, subject, kind, sentAt } = row;
  return { id, to, subject: subject ?? '', kind: kind.replace('-', ' '), sentAt: sentAt?.toISOString() ?? '' };
}
