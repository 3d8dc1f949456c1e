import { join } from 'node:path';
import { type Backend, PorticoError } from '@portico/core';
import { portalFolder } from '@portico/portal';
import { desc, eq, sql } from 'drizzle-orm';
import { createApp } from './app.ts';
import { authLibrary } from './auth/auth-library.ts';
import { deviceCookie } from './auth/device.ts';
import { guessLimit } from './auth/guess-limit.ts';
import { clientOf, sessionOperations } from './auth/session-operations.ts';
import { configFromOptions, type ServerOptions } from './config.ts';
import { openEventFeed } from './events/feed.ts';
import type { ConnectionBindings } from './http/client-address.ts';
import { problemResponse } from './http/problem.ts';
import { openJobs } from './jobs/jobs.ts';
import { keptSecret } from './kept-secret.ts';
import { serverKeys, sha256 } from './keys.ts';
import { linkOperations } from './links/link-operations.ts';
import { linkUrl } from './links/link-token.ts';
import { fulfilRecoveryRequest } from './links/recovery-request.ts';
import { errorDetails, type Log, silent } from './log.ts';
import { sendMail } from './mail/send-mail.ts';
import { mailboxApp } from './mailbox/mailbox.ts';
import { portalApp } from './pages/portal.ts';
import { postgresBackend } from './postgres/backend.ts';
import type { Database } from './postgres/database.ts';
import { openEmbedded } from './postgres/embedded.ts';
import { links, mails } from './postgres/schema.ts';
import { staffTokens } from './principal/staff-token.ts';
import { keepTidy } from './tidy.ts';

export interface PorticoServer {
  /** Answers one request; `bindings` are those of the Node adapter, which tell who is connected. */
  fetch(request: Request, bindings?: ConnectionBindings): Promise<Response>;
  /** The origin people reach the server under. */
  publicOrigin: string;
  /** What a host's backend shows to get tokens for its staff. */
  apiKey: string;
  /** The port, for work in the same process. */
  backend: Backend;
  /** The link of the newest mail to an address, as the mail carries it: for sample data and tests. */
  newestLink(email: string): Promise<string | undefined>;
  /** Ends what is open: streams at once, requests and jobs when they are done. Takes less than ten seconds. */
  stop(): Promise<void>;
}

/** What a server is started with beside its configuration. */
export interface StartOptions {
  /** Told of requests, mails and failures. */
  log?: Log | undefined;
  /** The clock; the system's unless told. */
  now?: (() => Date) | undefined;
  /** A database that is open already; the embedded one in the data directory unless told. Stopping closes it. */
  database?: Database | undefined;
  /** The folder of the portal's built pages; those of `@portico/portal` unless told. */
  portalFolder?: string | undefined;
}

/** Starts Portico's server on its database: API, portal, Mailbox, and the jobs that send mails. */
export async function startServer(options: ServerOptions = {}, given: StartOptions = {}): Promise<PorticoServer> {
  const config = configFromOptions(options);
  const { settings, publicOrigin, dataDirectory } = config;
  const { log = silent, now = () => new Date() } = given;
  // First of all, since it is what keeps a second process away from the files.
  const database = given.database ?? (await openEmbedded(join(dataDirectory, 'database')));
  try {
    return await run();
  } catch (error) {
    await database.close();
    throw error;
  }

  async function run(): Promise<PorticoServer> {
    const keys = serverKeys(config.secret ?? (await keptSecret(dataDirectory, 'secret')));
    const apiKey = config.apiKey ?? (await keptSecret(dataDirectory, 'api-key'));
    const stopping = new AbortController();
    const feed = openEventFeed(database);
    const mailing = { database, portalOrigin: publicOrigin, settings, now, log };
    const onError = (error: unknown) => log({ level: 'error', event: 'job.failure', ...errorDetails(error) });
    const jobs = await openJobs({ database, now, onError });
    const { enqueueMail, requestRecovery } = jobs;
    const backend = postgresBackend({ database, settings, feed, enqueueMail, now });
    const tokens = staffTokens(keys.staffToken, now);
    const auth = authLibrary({ database, publicOrigin, secret: keys.session });
    const device = deviceCookie(keys.device, publicOrigin.startsWith('https:'));
    const limit = guessLimit(database.db, keys.limit);
    const shared = { database, auth, device, limit, settings, now };

    const app = createApp({
      backend,
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
      isReady: () => Promise.race([database.db.execute(sql`select 1`).then(() => true), pause(2000).then(() => false)]),
      stopping: stopping.signal,
      log,
    });
    app.route('/portal/', portalApp({ folder: given.portalFolder ?? portalFolder, name: settings.portalName }));
    app.get('/portal', c => c.redirect('/portal/', 308));
    if (config.mailbox) {
      const { portalName, mailFrom: from } = settings;
      app.route(
        '/mailbox/',
        mailboxApp({ database, portalOrigin: publicOrigin, linkKey: keys.link, from, portalName }),
      );
      app.get('/mailbox', c => c.redirect('/mailbox/', 308));
    }
    app.get('/', c => c.redirect('/portal/', 302));

    await jobs.work({
      deliver: id => sendMail(mailing, id),
      recover: email => fulfilRecoveryRequest(database, email, { enqueueMail, settings, now }),
    });

    const endTidying = keepTidy(database, onError);
    const running = new Set<Promise<unknown>>();
    let stopped: Promise<void> | undefined;
    return {
      publicOrigin,
      apiKey,
      backend,
      async fetch(request, bindings = {}) {
        if (stopped) return problemResponse(new PorticoError('unavailable', { message: 'stopping', retryAfter: 2 }));
        const answer = Promise.resolve(app.fetch(request, bindings));
        running.add(answer);
        return answer.finally(() => running.delete(answer));
      },
      newestLink: email => newestLink(database, { email, origin: publicOrigin, key: keys.link }),
      stop() {
        stopped ??= (async () => {
          stopping.abort();
          endTidying();
          await Promise.race([Promise.allSettled(running), pause(4000)]);
          // Each is ended even where another cannot be.
          const ended = [await settle(jobs.stop()), await settle(feed.close()), await settle(database.close())];
          for (const { error } of ended) if (error) throw error;
        })();
        return stopped;
      },
    };
  }
}

async function newestLink(
  database: Database,
  { email, origin, key }: { email: string; origin: string; key: Uint8Array },
): Promise<string | undefined> {
  const [row] = await database.db
    .select({ id: links.id, purpose: links.purpose })
    .from(mails)
    .innerJoin(links, eq(links.id, mails.linkId))
    .where(eq(mails.toAddress, email))
    .orderBy(desc(mails.createdAt))
    .limit(1);
  return row && linkUrl(origin, key, row);
}

/** How a promise ended, without throwing. */
async function settle(promise: Promise<unknown>): Promise<{ error?: unknown }> {
  try {
    await promise;
    return {};
  } catch (error) {
    return { error };
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds).unref());
}
