import { sql } from 'drizzle-orm';
import type { Queries } from '../postgres/database.ts';
import { aheadOf } from './clock.ts';

/** What a PostgreSQL says about itself and about our user. */
export interface PostgresFacts {
  /** Such as 180000. */
  version: number;
  user: string;
  /** Whether our user may create schemas and extensions. */
  mayCreateSchemas: boolean;
  /** Whether our user may create tables. */
  mayCreateTables: boolean;
  trigrams: 'installed' | 'available' | 'missing';
  /** How many connections our user may have at most, together with everybody else's. */
  maxConnections: number;
  /** How many connections others have now. */
  otherConnections: number;
  /** How long a statement takes there and back, in milliseconds. */
  latency: number;
  /** How far its clock is ahead, in milliseconds. */
  ahead: number;
}

interface Row extends Record<string, unknown> {
  version: string;
  user: string;
  schemas: boolean;
  tables: boolean;
  available: boolean;
  installed: boolean;
  connections: string;
  others: string;
  now: string;
}

export async function postgresFacts(db: Queries): Promise<PostgresFacts> {
  // The first statement waits for the connection; what is measured comes after it.
  await db.execute(sql`select 1`);
  const before = Date.now();
  const { rows } = await db.execute<Row>(sql`
    select
      current_setting('server_version_num') as version,
      current_user as "user",
      has_database_privilege(current_database(), 'create') as schemas,
      has_schema_privilege('public', 'create') as tables,
      exists (select from pg_available_extensions where name = 'pg_trgm') as available,
      exists (select from pg_extension where extname = 'pg_trgm') as installed,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as connections,
      (select count(*) from pg_stat_activity where backend_type = 'client backend' and application_name <> 'portico')
        as others,
      extract(epoch from clock_timestamp()) * 1000 as now`);
  const after = Date.now();
  const row = rows[0];
  if (!row) throw new Error('the database says nothing about itself');
  return {
    version: Number(row.version),
    user: row.user,
    mayCreateSchemas: row.schemas,
    mayCreateTables: row.tables,
    trigrams: row.installed ? 'installed' : row.available ? 'available' : 'missing',
    maxConnections: Number(row.connections),
    otherConnections: Number(row.others),
    latency: await latencyOf(db),
    ahead: aheadOf(new Date(Number(row.now)), before, after),
  };
}

/** The quickest of five: the others waited for something else. */
async function latencyOf(db: Queries): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5; tries++) {
    const start = performance.now();
    await db.execute(sql`select 1`);
    quickest = Math.min(quickest, performance.now() - start);
  }
  return quickest;
}
