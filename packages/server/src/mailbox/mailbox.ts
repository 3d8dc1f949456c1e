import { createHash } from 'node:crypto';
import { isPlainText, PorticoError } from '@portico/core';
import { Hono } from 'hono';
import { type ConnectionBindings, isFromThisMachine } from '../http/client-address.ts';
import { pageHeaders } from '../http/security-headers.ts';
import { listPage, mailboxIcon, mailPage } from './mailbox-pages.ts';
import { mailboxStyle } from './mailbox-style.ts';
import { listMails, type MailboxEntry, type MailboxMail, type MailboxSource, readMail } from './read-mails.ts';
import { refreshMailbox } from './refresh.ts';

/** The mail's own HTML runs nothing and loads nothing; only its links may open a new tab. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

const assets: Readonly<Record<string, [type: string, body: string]>> = {
  '/mailbox.css': ['text/css; charset=utf-8', mailboxStyle],
  '/mailbox.js': ['text/javascript; charset=utf-8', `(${refreshMailbox.toString()})();`],
  '/icon.svg': ['image/svg+xml', mailboxIcon],
};

export interface MailboxOptions extends MailboxSource {
  portalName: string;
  /** Whether mails go out by a mail server too. */
  isSending: boolean;
  /** Whether only connections from this machine are answered, and none that a proxy passes on. */
  isForThisMachine: boolean;
}

/**
 * The Mailbox: every mail that was sent or could not be. It shows live links to whoever can open it, so it answers only
 * under its own host name, which keeps out pages that point a name of theirs at this machine.
 */
export function mailboxApp(source: MailboxOptions): Hono<{ Bindings: ConnectionBindings }> {
  const app = new Hono<{ Bindings: ConnectionBindings }>();
  const { host } = new URL(source.publicOrigin);
  const notFound = () => new PorticoError('not-found', { message: 'there is no such mail' });
  const mailOf = async (id: string): Promise<MailboxMail> => {
    const mail = /^[\da-f-]{36}$/.test(id) ? await readMail(source, id) : undefined;
    if (!mail) throw notFound();
    return mail;
  };

  app.use(async (c, next) => {
    if ((c.req.header('host') ?? new URL(c.req.url).host) !== host) throw notFound();
    if (source.isForThisMachine && !isFromThisMachine(c.env, c.req.raw.headers)) throw notFound();
    await next();
  });
  for (const [path, [type, body]] of Object.entries(assets)) {
    app.get(path, c => c.body(body, 200, { 'content-type': type, 'cache-control': 'no-cache' }));
  }
  app.get('/', async c => {
    const search = searchOf(c.req.query('search'));
    const mails = await listMails(source, search);
    const { portalName, isSending } = source;
    return c.body(listPage({ portalName, isSending, search, mails, version: versionOf(mails) }), 200, pageHeaders);
  });
  app.get('/mails.json', async c => {
    const mails = await listMails(source, searchOf(c.req.query('search')));
    return c.json({ version: versionOf(mails), mails }, 200, { 'cache-control': 'no-store' });
  });
  app.get('/:id', async c => {
    const mail = await mailOf(c.req.param('id'));
    const { portalName, isSending } = source;
    return c.body(mailPage({ portalName, isSending, mail }), 200, pageHeaders);
  });
  app.get('/:id/html', async c => {
    const { html } = await mailOf(c.req.param('id'));
    return c.body(html, 200, { ...pageHeaders, 'content-security-policy': mailPolicy });
  });
  return app;
}

function searchOf(text = ''): string {
  return isPlainText(text) ? text.trim().slice(0, 254) : '';
}

function versionOf(mails: MailboxEntry[]): string {
  return createHash('sha256').update(JSON.stringify(mails)).digest('base64url').slice(0, 16);
}
