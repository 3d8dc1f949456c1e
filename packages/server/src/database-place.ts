import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ServerConfig } from './config.ts';
import { databaseFolder } from './postgres/open.ts';

/** Where the database of a configuration is, in words; never its password. */
export function databasePlace({ databaseUrl, dataDirectory }: ServerConfig): string {
  if (databaseUrl === undefined) return `the embedded database in ${resolve(databaseFolder(dataDirectory))}`;
  const { host, pathname, searchParams } = new URL(databaseUrl);
  return `the PostgreSQL database ${pathname.slice(1) || 'of the user’s name'} at ${host || searchParams.get('host') || 'this machine'}`;
}

/** Whether there is no database: looking must not make one. */
export function isNotMadeYet({
  databaseUrl,
  dataDirectory,
}: Pick<ServerConfig, 'databaseUrl' | 'dataDirectory'>): boolean {
  return databaseUrl === undefined && !existsSync(join(databaseFolder(dataDirectory), 'data'));
}
