import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ServerConfig } from '../config.ts';

/** Where the database of a configuration is, in words; never its password. */
export function databasePlace({ databaseUrl, dataDirectory }: ServerConfig): string {
  if (databaseUrl === undefined) return `the embedded database in ${resolve(join(dataDirectory, 'database'))}`;
  const { host, pathname, searchParams } = new URL(databaseUrl);
  return `the PostgreSQL database ${pathname.slice(1) || 'of the user’s name'} at ${host || searchParams.get('host') || 'this machine'}`;
}

/** Whether there is no database: looking must not make one. */
export function isNotMadeYet({ databaseUrl, dataDirectory }: ServerConfig): boolean {
  return databaseUrl === undefined && !existsSync(join(dataDirectory, 'database', 'data'));
}
