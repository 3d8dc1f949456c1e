import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { fromPglite } from 'pg-boss';
import type { Database } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { transactionsOf } from './wake-up.ts';

/** Where the migrations are, in the sources as in the published package. */
export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Opens the embedded PostgreSQL (PGlite) that keeps its files in `folder`, and brings its schema up to date.
 * @throws {DirectoryInUse} where another process has it open.
 */
export async function openEmbedded(folder: string): Promise<Database> {
  const unlock = lockDirectory(folder);
  try {
    const dataDir = join(folder, 'data');
    if (!existsSync(dataDir)) await create(dataDir);
    const client = await startPglite({ dataDir });
    await migrate(drizzle({ client }), { migrationsFolder });
    return databaseOf(client, unlock);
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
  return PGlite.create({ ...options, extensions: { pg_trgm } });
}

/** A running PGlite as a database. It is one connection: transactions and queries wait for each other in turn. */
export function databaseOf(client: PGlite, onClosed: () => void = () => {}): Database {
  const db = drizzle({ client });
  return {
    db,
    queue: { db: fromPglite(client), backend: 'pglite' },
    transaction: transactionsOf(db),
    listen: async (channel, onNotify) => {
      const unlisten = await client.listen(channel, onNotify);
      return () => unlisten();
    },
    close: async () => {
      if (!client.closed) await client.close();
      onClosed();
    },
  };
}
