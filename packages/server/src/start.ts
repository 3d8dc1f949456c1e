import { setTimeout } from 'node:timers/promises';
import type { Backend } from '@portico/core';
import { type Closers, closers } from './closers.ts';
import type { ServerConfig, ServerOptions } from './config.ts';
import type { ConnectionBindings } from './http/client-address.ts';
import { secretsOf } from './kept-secret.ts';
import { serverKeys } from './keys.ts';
import { newestLink } from './links/newest-link.ts';
import { fulfilRecoveryRequest } from './links/recovery-request.ts';
import { warnOfUnknownKeys } from './links/unknown-keys.ts';
import { fromLevel, type Log, silent, withWorkAtHand } from './log.ts';
import { mailStore } from './mail/mail-store.ts';
import { abandonMail, sendMail } from './mail/send-mail.ts';
import { tracedTransport } from './mail/traced-transport.ts';
import { smtpTransport } from './mail/transport.ts';
import { openMetrics } from './metrics/metrics.ts';
import type { Database } from './postgres/database.ts';
import { openDatabase } from './postgres/open.ts';
import { watchOutages } from './postgres/outage-watch.ts';
import { configFromOptions } from './read-config.ts';
import { openServerBackend } from './server-backend.ts';
import { createSite } from './site.ts';
import { fulfilStaffLinkRequest } from './staff-session/staff-link-request.ts';

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
  /** Told of requests, mails and failures, from the configured level on. */
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
  const opened = closers();
  try {
    return await open(config, given, opened);
  } catch (error) {
    // Why the start failed says more than what could not be closed because of it.
    await opened.closeAll().catch(() => {});
    throw error;
  }
}

/** Opens one thing after the other, and notes how each is closed. */
async function open(config: ServerConfig, given: StartOptions, opened: Closers): Promise<PorticoServer> {
  const { add, closeAll } = opened;
  const { settings, publicOrigin } = config;
  const { now = () => new Date() } = given;
  const metrics = openMetrics();
  const log = metrics.counting(fromLevel(config.logLevel, withWorkAtHand(given.log ?? silent)));
  const outages = watchOutages(log);
  // First of all, since it is what keeps a second process away from the files.
  const database = given.database ?? (await openDatabase(config, error => outages.note(error, 'database.error')));
  add(() => database.close());
  outages.watch(database);
  add(() => outages.stop());
  metrics.watch(database);
  const keys = serverKeys(await secretsOf(config, 'secrets'));
  const linkKeyId = keys.link.current.id;
  const apiKeys = await secretsOf(config, 'apiKeys');
  await warnOfUnknownKeys(database, keys.link, now(), log);

  const transport = config.smtpUrl === undefined ? undefined : tracedTransport(smtpTransport(config.smtpUrl));
  add(() => transport?.close());
  const onError = (error: Error) => outages.note(error, 'job.failure');
  const { backend, jobs } = await openServerBackend({ settings, keys, database, now, onError }, opened);
  const { enqueueMail, requestRecovery, requestStaffLink } = jobs;

  const stopping = new AbortController();
  const site = await createSite({
    config,
    keys,
    apiKeys,
    database,
    backend,
    enqueueMail,
    requestRecovery,
    requestStaffLink,
    stopping: stopping.signal,
    now,
    log,
    metrics,
    outages,
    portalFolder: given.portalFolder,
  });
  const store = mailStore(database, { settings, now });
  const mailing = { database, store, publicOrigin, linkKeys: keys.link, settings, transport, log };
  // A mail that neither leaves nor can be looked at must not count as sent.
  const isReceived = transport !== undefined || config.mailbox !== false;
  if (!isReceived) log({ level: 'warn', event: 'mail.waiting', remedy: 'set PORTICO_SMTP_URL: until then mails wait' });
  await jobs.work({
    deliver: isReceived ? (id, attempt) => sendMail(mailing, id, attempt) : undefined,
    abandon: id => abandonMail(mailing, id),
    recover: email => fulfilRecoveryRequest(database, email, { enqueueMail, settings, linkKeyId, now }),
    mailStaffLink: email => fulfilStaffLinkRequest(database, email, { config, enqueueMail, linkKeyId, now }),
  });

  const running = new Set<Promise<unknown>>();
  add(() => Promise.race([Promise.allSettled(running), setTimeout(4000, undefined, { ref: false })]));
  add(() => stopping.abort());
  let stopped: Promise<void> | undefined;
  return {
    publicOrigin,
    apiKey: apiKeys[0],
    backend,
    async fetch(request, bindings = {}) {
      const answer = Promise.resolve(site.fetch(request, bindings));
      running.add(answer);
      return answer.finally(() => running.delete(answer));
    },
    newestLink: email => newestLink(database.db, { email, publicOrigin, keys: keys.link }),
    stop() {
      stopped ??= closeAll();
      return stopped;
    },
  };
}
