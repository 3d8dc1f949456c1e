import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Backend, PorticoError } from '@portico/core';
import { type Closers, closers } from './closers.ts';
import { configFromOptions, type ServerConfig, type ServerOptions } from './config.ts';
import { openEventFeed } from './events/feed.ts';
import type { ConnectionBindings } from './http/client-address.ts';
import { problemResponse } from './http/problem.ts';
import { openJobs } from './jobs/jobs.ts';
import { keptSecret } from './kept-secret.ts';
import { serverKeys } from './keys.ts';
import { newestLink } from './links/newest-link.ts';
import { fulfilRecoveryRequest } from './links/recovery-request.ts';
import { errorDetails, type Log, silent } from './log.ts';
import { sendMail } from './mail/send-mail.ts';
import { postgresBackend } from './postgres/backend.ts';
import type { Database } from './postgres/database.ts';
import { openEmbedded } from './postgres/embedded.ts';
import { createSite } from './site.ts';

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
async function open(config: ServerConfig, given: StartOptions, { add, closeAll }: Closers): Promise<PorticoServer> {
  const { settings, publicOrigin, dataDirectory } = config;
  const { log = silent, now = () => new Date() } = given;
  // First of all, since it is what keeps a second process away from the files.
  const database = given.database ?? (await openEmbedded(join(dataDirectory, 'database')));
  add(() => database.close());
  const keys = serverKeys(config.secret ?? (await keptSecret(dataDirectory, 'secret')));
  const apiKey = config.apiKey ?? (await keptSecret(dataDirectory, 'api-key'));

  const feed = openEventFeed(database);
  add(() => feed.close());
  const onError = (error: unknown) => log({ level: 'error', event: 'job.failure', ...errorDetails(error) });
  const jobs = await openJobs({ database, now, onError });
  add(() => jobs.stop());
  const { enqueueMail, requestRecovery } = jobs;
  const backend = postgresBackend({ database, settings, feed, enqueueMail, now });

  const stopping = new AbortController();
  const site = await createSite({
    config,
    keys,
    apiKey,
    database,
    backend,
    enqueueMail,
    requestRecovery,
    stopping: stopping.signal,
    now,
    log,
    portalFolder: given.portalFolder,
  });
  const mailing = { database, portalOrigin: publicOrigin, settings, now, log };
  await jobs.work({
    deliver: id => sendMail(mailing, id),
    recover: email => fulfilRecoveryRequest(database, email, { enqueueMail, settings, now }),
  });

  const running = new Set<Promise<unknown>>();
  add(() => Promise.race([Promise.allSettled(running), setTimeout(4000, undefined, { ref: false })]));
  add(() => stopping.abort());
  let stopped: Promise<void> | undefined;
  return {
    publicOrigin,
    apiKey,
    backend,
    async fetch(request, bindings = {}) {
      if (stopped) return problemResponse(new PorticoError('unavailable', { message: 'stopping', retryAfter: 2 }));
      const answer = Promise.resolve(site.fetch(request, bindings));
      running.add(answer);
      return answer.finally(() => running.delete(answer));
    },
    newestLink: email => newestLink(database.db, { email, origin: publicOrigin, key: keys.link }),
    stop() {
      stopped ??= closeAll();
      return stopped;
    },
  };
}
