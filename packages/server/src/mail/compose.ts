import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { ServerSettings } from '../config.ts';
import { linkLifetime } from '../links/link-lifetime.ts';
import type { Queries } from '../postgres/database.ts';
import { access, accounts, contacts, links, mails, staff, users } from '../postgres/schema.ts';
import { selectHasMarkets } from '../postgres/settings.ts';
import { lifetimeInWords, type MailFacts, type RenderedMail } from './facts.ts';
import { linkPlaceholder } from './link-placeholder.ts';
import { type LinkSource, linkOfMail } from './mail-link.ts';
import { renderMail } from './render.ts';

/** A mail that waits to be sent, with whom it is to, the link it carries and the account it names. */
export type QueuedMail = Awaited<ReturnType<typeof selectQueued>>[number];

/** The mails of some ids, in their order; undefined for one that has been sent or has failed. */
export async function findQueued(db: Queries, ids: readonly string[]): Promise<(QueuedMail | undefined)[]> {
  const found = new Map((await selectQueued(db, ids)).map(row => [row.mail.id, row]));
  return ids.map(id => found.get(id));
}

function selectQueued(db: Queries, ids: readonly string[]) {
  // Where a mail is about no account of its own, it names the one the person was given access to last.
  const latest = db
    .select({ id: access.accountId })
    .from(access)
    .where(and(eq(access.userId, users.id), lte(access.grantedAt, mails.createdAt)))
    .orderBy(desc(access.grantedAt))
    .limit(1);
  // One text for any number of them, so that it is prepared.
  const isAmong = sql`${mails.id} = any(${sql.param(ids)}::uuid[])`;
  return db
    .select({
      mail: { id: mails.id, kind: mails.kind, toAddress: mails.toAddress, createdAt: mails.createdAt },
      link: {
        id: links.id,
        purpose: links.purpose,
        keyId: links.keyId,
        usedAt: links.usedAt,
        replacedAt: links.replacedAt,
      },
      contact: { firstName: contacts.firstName },
      user: { state: users.state },
      staff: { name: staff.name, active: staff.active },
      account: { name: accounts.name, market: accounts.market },
      hasMarkets: sql<boolean>`${selectHasMarkets(db)}`,
    })
    .from(mails)
    .leftJoin(contacts, eq(contacts.id, mails.contactId))
    .leftJoin(users, eq(users.contactId, contacts.id))
    .leftJoin(staff, eq(staff.id, mails.staffId))
    .leftJoin(links, eq(links.id, mails.linkId))
    .leftJoin(accounts, eq(accounts.id, sql`coalesce(${mails.accountId}, ${latest})`))
    .where(and(isAmong, eq(mails.state, 'queued')));
}

/** What a mail says, with a placeholder where its link will be. */
export function composeMail(
  { mail, link, contact, staff, account, hasMarkets }: QueuedMail,
  { settings, ...source }: LinkSource & { settings: ServerSettings },
): RenderedMail {
  const facts: MailFacts = {
    portalName: settings.portalName,
    firstName: contact?.firstName ?? staff?.name ?? '',
    accountName: account?.name ?? '',
    market: (hasMarkets && account?.market) || '',
    link: link ? linkPlaceholder(mail.id) : linkOfMail(null, source),
    lifetime: link ? lifetimeInWords(linkLifetime(settings.linkLifetimes, link.purpose)) : '',
  };
  return renderMail(mail.kind, facts);
}
