import { join } from 'node:path';
import type { Database } from './database.ts';
import { attachEmbedded, openEmbedded } from './embedded.ts';
import { assertUsable, connect, openPooled } from './pooled.ts';

/** Where everything is kept. */
interface Place {
  databaseUrl?: string | undefined;
  databasePoolSize: number;
  databasePrepare: boolean;
  dataDirectory: string;
}

/** Where the embedded database is, in a data directory. */
export function databaseFolder(dataDirectory: string): string {
  return join(dataDirectory, 'database');
}

/** Opens the database of a configuration: the PostgreSQL of its URL, or the embedded one in the data directory. */
export function openDatabase(
  { databaseUrl, databasePoolSize, databasePrepare, dataDirectory }: Place,
  onError: (error: Error) => void = () => {},
): Promise<Database> {
  if (databaseUrl === undefined) return openEmbedded(databaseFolder(dataDirectory));
  return openPooled(databaseUrl, { poolSize: databasePoolSize, isPreparing: databasePrepare, onError });
}

/** Opens it with the schema that it has: for commands that look themselves. */
export async function openAsIs({ databaseUrl, databasePrepare, dataDirectory }: Place): Promise<Database> {
  if (databaseUrl === undefined) return attachEmbedded(databaseFolder(dataDirectory));
  const database = connect(databaseUrl, { poolSize: 4, isPreparing: databasePrepare });
  try {
    await assertUsable(database, databaseUrl);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
