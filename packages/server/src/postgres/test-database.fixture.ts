import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { glob, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { databaseOf, startPglite } from './embedded.ts';
import { migrate } from './migrate.ts';
import { connect, openPooled } from './pooled.ts';

/** The PostgreSQL server that the tests run on; undefined where they run on the embedded one. */
export const testServer = process.env.PORTICO_TEST_DATABASE_URL;

/** For `skip`: why a test does not run where there is no such server. */
export const needsServer = testServer === undefined && 'needs a PostgreSQL server: pnpm test:postgres FILE';

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/migrated', import.meta.url));

/**
 * Opens an empty database for tests: on the PostgreSQL server that `PORTICO_TEST_DATABASE_URL` names, or else in memory.
 * Either way it is a copy of one that was migrated once, since copying takes a fraction of the time; closing removes it.
 */
export async function openTestDatabase(): Promise<Database> {
  if (testServer !== undefined) return openCopy();
  return databaseOf(await openTestPglite());
}

/** The embedded one alone, for tests that come between it and its database. */
export async function openTestPglite(): Promise<PGlite> {
  return startPglite({ loadDataDir: await template() });
}

/** A database of its own on the PostgreSQL server of the tests. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/**
 * A new database on the PostgreSQL server of the tests, for whoever opens it by itself; migrated, unless it is to be wholly
 * empty.
 */
export async function createTestDatabase({ isEmpty = false } = {}): Promise<TestDatabase> {
  const admin = connect(serverUrl(), { poolSize: 2 });
  const name = `portico_test_${randomUUID().replaceAll('-', '')}`;
  try {
    const from = isEmpty ? 'template0' : await serverTemplate(admin);
    await admin.db.execute(sql.raw(`create database ${name} template ${from}`));
  } finally {
    await admin.close();
  }
  const drop = async () => {
    const again = connect(serverUrl(), { poolSize: 2 });
    await again.db.execute(sql.raw(`drop database if exists ${name} with (force)`));
    await again.close();
  };
  return { url: serverUrl(name), drop };
}

async function openCopy(): Promise<Database> {
  const { url, drop } = await createTestDatabase();
  const database = connect(url, { poolSize: 8 });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= database.close().then(drop);
    return closed;
  };
  return { ...database, close };
}

/** The migrated database that the others are copies of; made by the first test process that needs it. */
async function serverTemplate({ db }: Database): Promise<string> {
  const name = `portico_template_${await hashOfMigrations()}`;
  const isThere = async () => {
    const { rows } = await db.execute(sql`select 1 from pg_database where datname = ${name} and datistemplate`);
    return rows.length > 0;
  };
  if (await isThere()) return name;
  const holder = connect(serverUrl(), { poolSize: 1 });
  // Held on one connection until the template is there: whoever else needs it waits.
  await holder.transaction(async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${name}))`);
    if (await isThere()) return;
    await db.execute(sql.raw(`drop database if exists ${name}`));
    await db.execute(sql.raw(`create database ${name}`));
    const fresh = await openPooled(serverUrl(name));
    await fresh.close();
    await db.execute(sql.raw(`alter database ${name} with is_template true`));
  });
  await holder.close();
  return name;
}

/** The URL of the server of the tests, or of one database on it. */
function serverUrl(database?: string): string {
  const url = new URL(testServer ?? assert.fail('there is no PostgreSQL server'));
  if (database !== undefined) url.pathname = `/${database}`;
  return url.href;
}

let loading: Promise<Blob> | undefined;

function template(): Promise<Blob> {
  loading ??= loadTemplate();
  return loading;
}

async function loadTemplate(): Promise<Blob> {
  const file = join(cache, `${await hashOfMigrations()}.tar`);
  try {
    return new Blob([await readFile(file)]);
  } catch {
    return makeTemplate(file);
  }
}

async function makeTemplate(file: string): Promise<Blob> {
  const client = await startPglite({});
  await migrate(databaseOf(client));
  const dump = await client.dumpDataDir('none');
  await client.close();
  await mkdir(cache, { recursive: true });
  // Written aside and renamed: another test process reads the whole file or none.
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, dump.stream());
  await rename(aside, file);
  return dump;
}

async function hashOfMigrations(): Promise<string> {
  const hash = createHash('sha256').update(import.meta.resolve('@electric-sql/pglite'));
  for await (const file of glob('**/*', { cwd: migrationsFolder, withFileTypes: false })) {
    if (/\.(sql|json)$/.test(file)) hash.update(file).update(await readFile(join(migrationsFolder, file)));
  }
  return hash.digest('hex').slice(0, 32);
}
