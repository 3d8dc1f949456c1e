import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import type { Database } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { assertRoomToBegin, assertRoomToWrite } from './disk-room.ts';
import { migrate } from './migrate.ts';
import { drizzleParsers, forDrizzle, forQueue } from './pglite-parsers.ts';
import { transactionsOf } from './wake-up.ts';

/**
 * Opens the embedded PostgreSQL (PGlite) that keeps its files in `folder`, and brings its schema up to date.
 * @throws {DirectoryInUse} where another process has it open.
 * @throws {DiskFull} where a new one has no room.
 */
export async function openEmbedded(folder: string): Promise<Database> {
  const database = await attachEmbedded(folder);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Opens it with the schema that it has: for commands that look themselves. @throws {DirectoryInUse} */
export async function attachEmbedded(folder: string): Promise<Database> {
  const unlock = lockDirectory(folder);
  try {
    const dataDir = join(folder, 'data');
    if (!existsSync(dataDir)) {
      assertRoomToBegin(folder);
      await create(dataDir);
    }
    return databaseOf(await startPglite({ dataDir }), { folder, onClosed: unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Made aside and renamed: a process that is killed meanwhile leaves no half of a database behind. */
async function create(dataDir: string): Promise<void> {
  const aside = `${dataDir}.new`;
  await rm(aside, { recursive: true, force: true });
  const client = await startPglite({ dataDir: aside });
  await client.close();
  await rename(aside, dataDir);
}

/** Starts PGlite with what the schema needs; in memory, unless told a folder. */
export function startPglite(options: { dataDir?: string; loadDataDir?: Blob }): Promise<PGlite> {
  return PGlite.create({ ...options, parsers: drizzleParsers, extensions: { pg_trgm } });
}

/** A running PGlite as a database. It is one connection: transactions and queries wait for each other in turn. */
export function databaseOf(
  client: PGlite,
  { folder, onClosed = () => {} }: { folder?: string; onClosed?: () => void } = {},
): Database {
  const db = drizzle({ client: forDrizzle(client) });
  // Nobody else can be at this database, so that nobody else needs to be woken.
  const woken = new EventEmitter();
  return {
    db,
    queue: { db: forQueue(client), backend: 'pglite' },
    transaction: transactionsOf({
      async begin(work) {
        if (folder !== undefined) assertRoomToWrite(folder);
        return db.transaction(work);
      },
      notify: channel => woken.emit(channel),
    }),
    async listen(channel, onNotify) {
      woken.on(channel, onNotify);
      return async () => void woken.off(channel, onNotify);
    },
    close: async () => {
      if (!client.closed) await client.close();
      onClosed();
    },
  };
}
