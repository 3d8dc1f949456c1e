import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { OperatorError } from '../operator-error.ts';
import type { Database, Queries } from './database.ts';

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** The schema is newer than this version of the server knows: an older server would write what a newer one cannot read. */
export class SchemaTooNew extends OperatorError {
  constructor() {
    super(
      'The database was brought up to date by a newer version of Portico. Start that version, or restore a backup that is as old as this one. Nothing was changed.',
    );
  }
}

/** Where drizzle-kit and Drizzle's own migrator look, too. */
const journal = sql`drizzle.__drizzle_migrations`;

/** Any number that other programs on the same database do not take for a lock of theirs. */
const lock = 7_046_029_254;

/**
 * Brings the schema up to date, from as many processes at once as may be: one does it, the others wait. Answers how many
 * migrations were run. Where there is nothing to do it needs no right but to read.
 * @throws {SchemaTooNew}
 */
export async function migrate({ db, transaction }: Pick<Database, 'db' | 'transaction'>): Promise<number> {
  if ((await pendingMigrations(db)).length === 0) return 0;
  return transaction(async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lock})`);
    await tx.execute(sql`create schema if not exists drizzle`);
    await tx.execute(
      sql`create table if not exists ${journal} (id serial primary key, hash text not null, created_at bigint)`,
    );
    const pending = await pendingMigrations(tx);
    for (const { sql: statements, hash, folderMillis } of pending) {
      for (const statement of statements) await tx.execute(sql.raw(statement));
      await tx.execute(sql`insert into ${journal} (hash, created_at) values (${hash}, ${folderMillis})`);
    }
    return pending.length;
  });
}

/** The migrations that the schema lacks, oldest first. @throws {SchemaTooNew} */
export async function pendingMigrations(db: Queries): Promise<MigrationMeta[]> {
  const known = readMigrationFiles({ migrationsFolder });
  const { rows: tables } = await db.execute<{ found: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`,
  );
  if (!tables[0]?.found) return known;
  const { rows } = await db.execute<{ latest: string | null }>(
    sql`select max(created_at)::text as latest from ${journal}`,
  );
  const latest = Number(rows[0]?.latest ?? 0);
  if (known.every(({ folderMillis }) => folderMillis < latest)) throw new SchemaTooNew();
  return known.filter(({ folderMillis }) => folderMillis > latest);
}
