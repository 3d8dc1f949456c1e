import type { Backend } from '@portico/core';
import { guessLimit } from './auth/guess-limit.ts';
import type { Closers } from './closers.ts';
import type { ServerConfig } from './config.ts';
import { openEventFeed } from './events/feed.ts';
import { personForgetter } from './forget-person.ts';
import { type JobOptions, type Jobs, openJobs } from './jobs/jobs.ts';
import type { ServerKeys } from './keys.ts';
import { postgresBackend } from './postgres/backend.ts';

interface ServerBackendOptions extends JobOptions {
  settings: ServerConfig['settings'];
  keys: ServerKeys;
}

/** Opens the port over a database, with its events and its queue, on which nobody works yet; notes how they are closed. */
export async function openServerBackend(
  { settings, keys, ...options }: ServerBackendOptions,
  { add }: Closers,
): Promise<{ backend: Backend; jobs: Jobs }> {
  const { database, now } = options;
  const feed = openEventFeed(database);
  add(() => feed.close());
  const jobs = await openJobs(options);
  add(() => jobs.stop());
  const backend = postgresBackend({
    database,
    settings,
    feed,
    enqueueMail: jobs.enqueueMail,
    linkKeyId: keys.link.current.id,
    forgetPerson: personForgetter(guessLimit(database.db, keys.limit)),
    now,
  });
  return { backend, jobs };
}
