import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { ServerSettings } from '../config.ts';
import { linkLifetime } from '../links/link-lifetime.ts';
import type { Queries } from '../postgres/database.ts';
import type { LinkRow } from '../postgres/links.ts';
import { access, accounts, contacts, links, mails, staff, users } from '../postgres/schema.ts';
import { selectHasMarkets } from '../postgres/settings.ts';
import { lifetimeInWords, type MailFacts, type RenderedMail } from './facts.ts';
import { linkPlaceholder } from './link-placeholder.ts';
import { type LinkSource, linkOfMail } from './mail-link.ts';
import { renderMail } from './render.ts';

/** A mail that waits to be sent, with whom it is to and the link it carries. */
export interface QueuedMail {
  mail: typeof mails.$inferSelect;
  link: LinkRow | null;
  contact: typeof contacts.$inferSelect | null;
  user: typeof users.$inferSelect | null;
  staff: typeof staff.$inferSelect | null;
}

/** The mail of an id; undefined once it has been sent or has failed. */
export async function findQueued(db: Queries, id: string): Promise<QueuedMail | undefined> {
  const [found] = await db
    .select({ mail: mails, link: links, contact: contacts, user: users, staff })
    .from(mails)
    .leftJoin(contacts, eq(contacts.id, mails.contactId))
    .leftJoin(users, eq(users.contactId, contacts.id))
    .leftJoin(staff, eq(staff.id, mails.staffId))
    .leftJoin(links, eq(links.id, mails.linkId))
    .where(and(eq(mails.id, id), eq(mails.state, 'queued')));
  return found;
}

/** What a mail says, with a placeholder where its link will be. */
export async function composeMail(
  db: Queries,
  found: QueuedMail,
  { settings, ...source }: LinkSource & { settings: ServerSettings },
): Promise<RenderedMail> {
  const { mail, link, contact } = found;
  const { account, hasMarkets } = await accountOf(db, found);
  const facts: MailFacts = {
    portalName: settings.portalName,
    firstName: contact?.firstName ?? found.staff?.name ?? '',
    accountName: account?.name ?? '',
    market: (hasMarkets && account?.market) || '',
    link: link ? linkPlaceholder(mail.id) : linkOfMail(null, source),
    lifetime: link ? lifetimeInWords(linkLifetime(settings.linkLifetimes, link.purpose)) : '',
  };
  return renderMail(mail.kind, facts);
}

/** The account that a mail names: its own, or the one the person was given access to last. */
async function accountOf(db: Queries, { mail, user }: QueuedMail) {
  const columns = { account: accounts, hasMarkets: sql<boolean>`${selectHasMarkets(db)}` };
  const none = { account: undefined, hasMarkets: false };
  if (mail.accountId !== null) {
    const [own] = await db.select(columns).from(accounts).where(eq(accounts.id, mail.accountId));
    return own ?? none;
  }
  if (user === null) return none;
  const [latest] = await db
    .select(columns)
    .from(access)
    .innerJoin(accounts, eq(accounts.id, access.accountId))
    .where(and(eq(access.userId, user.id), lte(access.grantedAt, mail.createdAt)))
    .orderBy(desc(access.grantedAt))
    .limit(1);
  return latest ?? none;
}
