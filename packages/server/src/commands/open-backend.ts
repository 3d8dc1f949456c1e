import type { Backend } from '@portico/core';
import { guessLimit } from '../auth/guess-limit.ts';
import { closers } from '../closers.ts';
import type { ServerConfig } from '../config.ts';
import { openEventFeed } from '../events/feed.ts';
import { personForgetter } from '../forget-person.ts';
import { openJobs } from '../jobs/jobs.ts';
import { givenOrKept } from '../kept-secret.ts';
import { serverKeys } from '../keys.ts';
import { postgresBackend } from '../postgres/backend.ts';
import type { Database } from '../postgres/database.ts';
import { openDatabase } from '../postgres/open.ts';

/** The port over a configuration's database, for a command. Mails that it causes are left to the servers. */
export interface OpenBackend {
  backend: Backend;
  database: Database;
  close(): Promise<void>;
}

/** Opens what a server would, without anything that is served and without working on jobs. */
export async function openBackend(config: ServerConfig): Promise<OpenBackend> {
  const { add, closeAll } = closers();
  try {
    const database = await openDatabase(config);
    add(() => database.close());
    const keys = serverKeys(await givenOrKept(config.secrets, config.dataDirectory, 'secret'));
    const feed = openEventFeed(database);
    add(() => feed.close());
    const { enqueueMail, stop } = await openJobs({ database });
    add(stop);
    const { settings } = config;
    const linkKeyId = keys.link.current.id;
    const forgetPerson = personForgetter(guessLimit(database.db, keys.limit));
    const backend = postgresBackend({ database, settings, feed, enqueueMail, linkKeyId, forgetPerson });
    return { backend, database, close: closeAll };
  } catch (error) {
    await closeAll().catch(() => {});
    throw error;
  }
}
