import { setTimeout } from 'node:timers/promises';
import type { Backend } from '@portico/core';
import { sql } from 'drizzle-orm';
import { type App, createApp } from './app.ts';
import { authLibrary } from './auth/auth-library.ts';
import { deviceCookie } from './auth/device.ts';
import { guessLimit } from './auth/guess-limit.ts';
import { clientOf, sessionOperations } from './auth/session-operations.ts';
import type { ServerConfig } from './config.ts';
import { serverCookie } from './http/server-cookie.ts';
import { apiKeyOf, type ServerKeys } from './keys.ts';
import { linkOperations } from './links/link-operations.ts';
import type { Log } from './log.ts';
import { senderOf, senderText } from './mail/sender.ts';
import { mailboxApp } from './mailbox/mailbox.ts';
import type { Metrics } from './metrics/metrics.ts';
import { metricsPage } from './metrics/metrics-page.ts';
import { pagesApp } from './pages/pages.ts';
import type { EnqueueMail } from './postgres/context.ts';
import type { Database } from './postgres/database.ts';
import { explainOutage, outageOf } from './postgres/outage.ts';
import type { OutageWatch } from './postgres/outage-watch.ts';
import { staffTokens } from './principal/staff-token.ts';
import { companySignInPath } from './staff-session/company-sign-in.ts';
import { staffIdentity } from './staff-session/staff-identity.ts';

export interface SiteOptions {
  config: ServerConfig;
  keys: ServerKeys;
  apiKeys: readonly string[];
  database: Database;
  backend: Backend;
  enqueueMail: EnqueueMail;
  requestRecovery: (email: string) => Promise<void>;
  requestStaffLink: (email: string) => Promise<void>;
  /** Ends open event streams. */
  stopping: AbortSignal;
  now: () => Date;
  log: Log;
  metrics: Metrics;
  /** Told when the database is away. */
  outages: OutageWatch;
  /** The folder of the portal's built pages; those of `@portico/portal` unless told. */
  portalFolder?: string | undefined;
}

/** All that is served under the server's origin: the API, the pages, and the Mailbox where it is on. */
export async function createSite(options: SiteOptions): Promise<App> {
  const { config, keys, database, enqueueMail, requestRecovery, now, log, metrics, outages } = options;
  const { settings, publicOrigin } = config;
  const tokens = staffTokens(keys.staffToken, now);
  const auth = authLibrary({ database, publicOrigin, keys: keys.session });
  const isSecure = publicOrigin.startsWith('https:');
  const device = deviceCookie(serverCookie({ name: 'portico.device', isSecure }), keys.device);
  const limit = guessLimit(database.db, keys.limit);
  const linkKeyId = keys.link.current.id;
  const shared = { database, auth, device, limit, settings, now };
  const { requestStaffLink } = options;
  const staff = staffIdentity({ config, keys, database, tokens, device, limit, requestStaffLink, now, log });

  const app = createApp({
    backend: options.backend,
    identity: {
      apiKeys: options.apiKeys.map(apiKeyOf),
      staff: staff.staff,
      client: clientOf(database, auth),
      staffSession: staff.staffSession,
    },
    operations: {
      tokens: { create: request => tokens.issue(request) },
      session: await sessionOperations(shared),
      staffSession: staff.operations,
      links: linkOperations({ ...shared, linkKeys: keys.link, linkKeyId, enqueueMail, requestRecovery }),
    },
    publicOrigin,
    allowedOrigins: config.allowedOrigins,
    trustedProxies: config.trustedProxies,
    isReady: () => answersWithin(database, 2000),
    stopping: options.stopping,
    log,
    metrics,
    explain(error) {
      const explained = explainOutage(error);
      const away = outageOf(explained);
      if (away) outages.note(away, 'database.away');
      return explained;
    },
  });
  // Before the admin pages, whose wildcard matches its paths too.
  if (staff.companyApp) app.route(companySignInPath, staff.companyApp);
  app.route('/', pagesApp({ name: settings.portalName, portalFolder: options.portalFolder }));
  if (config.mailbox) {
    const mailbox = mailboxApp({
      database,
      publicOrigin,
      linkKeys: keys.link,
      from: senderText(senderOf(settings)),
      portalName: settings.portalName,
      isSending: config.smtpUrl !== undefined,
      isForThisMachine: config.mailbox === 'this-machine',
    });
    app.route('/mailbox/', mailbox);
    app.get('/mailbox', c => c.redirect('/mailbox/', 308));
  }
  app.get('/metrics', metricsPage({ metrics, publicOrigin, token: config.metricsToken }));
  app.get('/', c => c.redirect('/portal/', 302));
  return app;
}

async function answersWithin({ db }: Database, milliseconds: number): Promise<boolean> {
  const isAnswered = db.execute(sql`select 1`).then(() => true);
  return Promise.race([isAnswered, setTimeout(milliseconds, false, { ref: false })]);
}
