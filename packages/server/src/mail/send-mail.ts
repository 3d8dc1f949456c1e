import { and, desc, eq, lte } from 'drizzle-orm';
import type { ServerSettings } from '../config.ts';
import type { Log } from '../log.ts';
import type { Database, Queries } from '../postgres/database.ts';
import { markMailSent } from '../postgres/mails.ts';
import { access, accounts, contacts, links, mails, users } from '../postgres/schema.ts';
import { hasMarkets } from '../postgres/settings.ts';
import { lifetimeInWords, type MailFacts } from './facts.ts';
import { linkPlaceholder } from './link-placeholder.ts';
import { renderMail } from './render.ts';

export interface MailDependencies {
  database: Database;
  portalOrigin: string;
  settings: ServerSettings;
  now: () => Date;
  log: Log;
}

/**
 * Sends one mail: renders it and notes it as sent, which is what puts it into the Mailbox. May be repeated at will,
 * since a mail that was sent is left alone.
 */
export async function sendMail(dependencies: MailDependencies, id: string): Promise<void> {
  const { database, settings, now, log } = dependencies;
  const isNew = await database.transaction(async tx => {
    const found = await findQueued(tx, id);
    if (!found) return false;
    const content = renderMail(found.mail.kind, await factsOf(tx, dependencies, found));
    return markMailSent(tx, { id, now: now(), content, lifetimes: settings.linkLifetimes });
  });
  if (isNew) log({ level: 'info', event: 'mail.sent', mail: id });
}

type Found = NonNullable<Awaited<ReturnType<typeof findQueued>>>;

async function findQueued(tx: Queries, id: string) {
  const [found] = await tx
    .select({ mail: mails, firstName: contacts.firstName, purpose: links.purpose, userId: users.id })
    .from(mails)
    .innerJoin(contacts, eq(contacts.id, mails.contactId))
    .leftJoin(users, eq(users.contactId, contacts.id))
    .leftJoin(links, eq(links.id, mails.linkId))
    .where(and(eq(mails.id, id), eq(mails.state, 'queued')));
  return found;
}

async function factsOf(tx: Queries, dependencies: MailDependencies, found: Found): Promise<MailFacts> {
  const { settings, portalOrigin } = dependencies;
  const { mail, firstName, purpose } = found;
  const account = await accountOf(tx, found);
  return {
    portalName: settings.portalName,
    firstName,
    accountName: account?.name ?? '',
    market: account && (await hasMarkets(tx)) ? account.market : '',
    link: purpose ? linkPlaceholder(mail.id) : `${portalOrigin}/portal/`,
    lifetime: purpose ? lifetimeInWords(settings.linkLifetimes[purpose]) : '',
  };
}

/** The account that a mail names: its own, or the one the person was given access to last. */
async function accountOf(tx: Queries, { mail, userId }: Found) {
  if (mail.accountId !== null) {
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, mail.accountId));
    return account;
  }
  if (userId === null) return undefined;
  const [latest] = await tx
    .select({ account: accounts })
    .from(access)
    .innerJoin(accounts, eq(accounts.id, access.accountId))
    .where(and(eq(access.userId, userId), lte(access.grantedAt, mail.createdAt)))
    .orderBy(desc(access.grantedAt))
    .limit(1);
  return latest?.account;
}
