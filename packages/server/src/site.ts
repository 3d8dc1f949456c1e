import { setTimeout } from 'node:timers/promises';
import type { Backend } from '@portico/core';
import { portalFolder } from '@portico/portal';
import { sql } from 'drizzle-orm';
import { type App, createApp } from './app.ts';
import { authLibrary } from './auth/auth-library.ts';
import { deviceCookie } from './auth/device.ts';
import { guessLimit } from './auth/guess-limit.ts';
import { clientOf, sessionOperations } from './auth/session-operations.ts';
import type { ServerConfig } from './config.ts';
import { type ServerKeys, sha256 } from './keys.ts';
import { linkOperations } from './links/link-operations.ts';
import type { Log } from './log.ts';
import { mailboxApp } from './mailbox/mailbox.ts';
import { portalApp } from './pages/portal.ts';
import type { EnqueueMail } from './postgres/context.ts';
import type { Database } from './postgres/database.ts';
import { staffTokens } from './principal/staff-token.ts';

export interface SiteOptions {
  config: ServerConfig;
  keys: ServerKeys;
  apiKey: string;
  database: Database;
  backend: Backend;
  enqueueMail: EnqueueMail;
  requestRecovery: (email: string) => Promise<void>;
  /** Ends open event streams. */
  stopping: AbortSignal;
  now: () => Date;
  log: Log;
  /** The folder of the portal's built pages; those of `@portico/portal` unless told. */
  portalFolder?: string | undefined;
}

/** All that is served under the server's origin: the API, the portal, and the Mailbox where it is on. */
export async function createSite(options: SiteOptions): Promise<App> {
  const { config, keys, apiKey, database, enqueueMail, requestRecovery, now, log } = options;
  const { settings, publicOrigin } = config;
  const tokens = staffTokens(keys.staffToken, now);
  const auth = authLibrary({ database, publicOrigin, secret: keys.session });
  const device = deviceCookie(keys.device, publicOrigin.startsWith('https:'));
  const limit = guessLimit(database.db, keys.limit);
  const shared = { database, auth, device, limit, settings, now };

  const app = createApp({
    backend: options.backend,
    identity: {
      apiKeyHash: sha256(apiKey),
      staff: token => tokens.verify(token),
      client: clientOf(database, auth),
    },
    operations: {
      tokens: { create: request => tokens.issue(request) },
      session: await sessionOperations(shared),
      links: linkOperations({ ...shared, linkKey: keys.link, enqueueMail, requestRecovery }),
    },
    publicOrigin,
    allowedOrigins: config.allowedOrigins,
    trustedProxies: config.trustedProxies,
    isReady: () => answersWithin(database, 2000),
    stopping: options.stopping,
    log,
  });
  // Before the pages, whose wildcard matches this path too.
  app.get('/portal', c => c.redirect('/portal/', 308));
  app.route('/portal/', portalApp({ folder: options.portalFolder ?? portalFolder, name: settings.portalName }));
  if (config.mailbox) {
    const mailbox = mailboxApp({
      database,
      portalOrigin: publicOrigin,
      linkKey: keys.link,
      from: settings.mailFrom,
      portalName: settings.portalName,
      isForThisMachine: config.mailbox === 'this-machine',
    });
    app.route('/mailbox/', mailbox);
    app.get('/mailbox', c => c.redirect('/mailbox/', 308));
  }
  app.get('/', c => c.redirect('/portal/', 302));
  return app;
}

async function answersWithin({ db }: Database, milliseconds: number): Promise<boolean> {
  const isAnswered = db.execute(sql`select 1`).then(() => true);
  return Promise.race([isAnswered, setTimeout(milliseconds, false, { ref: false })]);
}
