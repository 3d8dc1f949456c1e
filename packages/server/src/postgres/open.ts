import { join } from 'node:path';
import type { Database } from './database.ts';
import { attachEmbedded, openEmbedded } from './embedded.ts';
import { assertUsable, connect, openPooled } from './pooled.ts';

/** Where everything is kept. */
interface Place {
  databaseUrl?: string | undefined;
  databasePoolSize: number;
  dataDirectory: string;
}

/** Opens the database of a configuration: the PostgreSQL of its URL, or the embedded one in the data directory. */
export function openDatabase(
  { databaseUrl, databasePoolSize, dataDirectory }: Place,
  onError: (error: Error) => void = () => {},
): Promise<Database> {
  if (databaseUrl === undefined) return openEmbedded(join(dataDirectory, 'database'));
  return openPooled(databaseUrl, { poolSize: databasePoolSize, onError });
}

/** Opens it with the schema that it has: for commands that look themselves. */
export async function openAsIs({ databaseUrl, databasePoolSize, dataDirectory }: Place): Promise<Database> {
  if (databaseUrl === undefined) return attachEmbedded(join(dataDirectory, 'database'));
  const database = connect(databaseUrl, { poolSize: databasePoolSize });
  try {
    await assertUsable(database, databaseUrl);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
