import { createHash, randomUUID } from 'node:crypto';
import { glob, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Database } from './database.ts';
import { databaseOf, migrationsFolder, startPglite } from './embedded.ts';

const cache = fileURLToPath(new URL('../../node_modules/.cache/migrated', import.meta.url));

/**
 * Opens an empty database in memory, for tests: a copy of a migrated one that is kept in the package's cache, by a hash of
 * the migrations, since copying takes a fraction of the time.
 */
export async function openInMemory(): Promise<Database> {
  return databaseOf(await startPglite({ loadDataDir: await template() }));
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
  await migrate(drizzle({ client }), { migrationsFolder });
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
