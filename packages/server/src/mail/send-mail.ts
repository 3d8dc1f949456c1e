import { and, desc, eq } from 'drizzle-orm';
import type { ServerSettings } from '../config.ts';
import { type Attempt, NotYet } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import type { Database } from '../postgres/database.ts';
import { type MailDetail, type MailProblem, mailEvents } from '../postgres/schema.ts';
import { composeMail, type QueuedMail } from './compose.ts';
import type { RenderedMail } from './facts.ts';
import { fillLink } from './link-placeholder.ts';
import { mailFailure } from './mail-failure.ts';
import { type LinkSource, linkOfMail } from './mail-link.ts';
import type { MailStore } from './mail-store.ts';
import { messageId } from './message-id.ts';
import { senderOf } from './sender.ts';
import type { MailTransport, OutgoingMail } from './transport.ts';

export interface MailDependencies extends LinkSource {
  database: Pick<Database, 'db'>;
  store: MailStore;
  settings: ServerSettings;
  /** Without one, mails stay in the database, where the Mailbox shows them. */
  transport?: MailTransport | undefined;
  log: Log;
}

/**
 * Sends one mail and notes it as sent. May be repeated at will, since a mail that was sent is left alone. It is sent outside
 * of any transaction, and before it is noted: where the process ends in between, or the mail server's answer is lost, it
 * goes out once more, with the same Message-ID and link.
 * @throws {NotYet} where it has to wait.
 */
export async function sendMail(dependencies: MailDependencies, id: string, attempt: Attempt): Promise<void> {
  const { store, transport, log } = dependencies;
  const found = await store.find(id);
  if (!found) return;
  const obsolete = attempt.isRepeat ? whyObsolete(found) : undefined;
  if (obsolete === 'link-used') return noteSent(dependencies, { id, detail: { reason: obsolete } });
  if (obsolete) return noteFailed(dependencies, { id, problem: { reason: obsolete } });
  const content = composeMail(found, dependencies);
  let detail: MailDetail | null = null;
  try {
    if (transport) detail = { status: await transport.send(outgoing(dependencies, found, content), attempt) };
  } catch (error) {
    // The server stops, or another worker has the mail by now, and notes what comes of it.
    if (attempt.signal.aborted) throw new NotYet();
    const { problem, isFinal, isSetup } = mailFailure(error);
    if (isSetup) log({ level: 'error', event: 'mail.transport', mail: id, ...problem });
    if (isFinal) return noteFailed(dependencies, { id, content, problem });
    await store.settle({ id, state: 'queued', content, detail: problem });
    log({ level: 'info', event: 'mail.deferred', mail: id, ...problem });
    throw new NotYet();
  }
  await noteSent(dependencies, { id, content, detail });
}

/** Gives up a mail that was tried to the end, for the reason of the last try. */
export async function abandonMail(dependencies: MailDependencies, id: string): Promise<void> {
  const [last] = await dependencies.database.db
    .select({ detail: mailEvents.detail })
    .from(mailEvents)
    .where(and(eq(mailEvents.mailId, id), eq(mailEvents.type, 'deferred')))
    .orderBy(desc(mailEvents.at))
    .limit(1);
  await noteFailed(dependencies, { id, problem: { reason: 'error', ...last?.detail } });
}

/**
 * Why a mail that had to wait is not sent any more: its link works no longer. A link that was used was read in a mail, so
 * that one arrived, though the mail server's answer was lost.
 */
function whyObsolete({
  link,
  user,
  staff,
}: QueuedMail): 'link-used' | 'link-replaced' | 'login-deactivated' | undefined {
  if (link?.usedAt) return 'link-used';
  if (link?.replacedAt) return 'link-replaced';
  return user?.state === 'deactivated' || staff?.active === false ? 'login-deactivated' : undefined;
}

/** The mail with its link, which stands nowhere else. */
function outgoing(
  { settings, ...source }: MailDependencies,
  { mail, link }: QueuedMail,
  { subject, html, text }: RenderedMail,
): OutgoingMail {
  const url = linkOfMail(link, source);
  return {
    messageId: messageId(mail.id, source.publicOrigin),
    date: mail.createdAt,
    from: senderOf(settings),
    to: mail.toAddress,
    subject,
    html: fillLink(html, mail.id, url),
    text: fillLink(text, mail.id, url),
  };
}

async function noteSent(
  { store, log }: MailDependencies,
  sent: { id: string; content?: RenderedMail; detail: MailDetail | null },
): Promise<void> {
  const isNew = await store.settle({ ...sent, state: 'sent' });
  if (isNew) log({ level: 'info', event: 'mail.sent', mail: sent.id, ...sent.detail });
}

async function noteFailed(
  { store, log }: MailDependencies,
  { problem, ...failed }: { id: string; content?: RenderedMail; problem: MailProblem },
): Promise<void> {
  const isNew = await store.settle({ ...failed, state: 'failed', detail: problem });
  if (isNew) log({ level: 'warn', event: 'mail.failed', mail: failed.id, ...problem });
}
