import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { reasonOf } from '../causes.ts';
import type { ServerConfig } from '../config.ts';
import { databasePlace } from '../database-place.ts';
import type { Database } from '../postgres/database.ts';
import { databaseRemedy } from '../postgres/database-remedy.ts';
import { connect, oldestVersion } from '../postgres/pooled.ts';
import { judgeClock } from './clock.ts';
import { judgeEncryption } from './encryption.ts';
import { type Finding, topic } from './finding.ts';
import { examineLinks } from './links.ts';
import { type PostgresFacts, postgresFacts } from './postgres-facts.ts';
import { examineSchema } from './schema.ts';

const { fine, consider, mend } = topic('database');

/** Looks at the PostgreSQL of a configuration. */
export async function examinePostgres(config: ServerConfig & { databaseUrl: string }): Promise<Finding[]> {
  const database = connect(config.databaseUrl, { poolSize: 2 });
  const place = databasePlace(config);
  try {
    const facts = await postgresFacts(database.db);
    const schema = await examineSchema(database);
    const isUpToDate = schema.every(({ mark }) => mark === 'fine');
    return [
      fine(`It is ${place}, PostgreSQL ${Math.floor(facts.version / 10_000)}.`),
      judgeEncryption(config.databaseUrl),
      ...judgePostgres(facts, { poolSize: config.databasePoolSize, isUpToDate }),
      await examineListening(database),
      ...schema,
      ...(isUpToDate ? [await examineLinks(database, config)] : []),
      judgeClock('the database', facts.ahead),
    ];
  } catch (error) {
    return [mend(`It should be ${place}, which cannot be used: ${reasonOf(error)}.`, databaseRemedy(error))];
  } finally {
    await database.close();
  }
}

/** What a server will ask of its database. */
interface Needs {
  poolSize: number;
  /** Whether the schema need not be changed. */
  isUpToDate: boolean;
}

/** Judges what a PostgreSQL says about itself. */
export function judgePostgres(facts: PostgresFacts, { poolSize, isUpToDate }: Needs): Finding[] {
  return [
    judgeVersion(facts),
    judgeRights(facts, isUpToDate),
    judgeTrigrams(facts),
    judgeRoom(facts, poolSize),
    judgeLatency(facts),
  ];
}

function judgeVersion({ version }: PostgresFacts): Finding {
  return version >= oldestVersion
    ? fine('Its version is supported.')
    : mend(`It is PostgreSQL ${Math.floor(version / 10_000)}.`, 'Upgrade it to PostgreSQL 15 or newer.');
}

function judgeRights({ mayCreateSchemas, mayCreateTables, user }: PostgresFacts, isUpToDate: boolean): Finding {
  if (mayCreateSchemas && mayCreateTables) return fine(`The user ${user} may bring the schema up to date.`);
  const says = `The user ${user} may not create ${mayCreateSchemas ? 'tables' : 'schemas'}`;
  const remedy = `Make ${user} the owner of the database: alter database … owner to ${user}.`;
  return isUpToDate
    ? consider(`${says}, which the next upgrade may need.`, remedy)
    : mend(`${says}, so that the schema cannot be brought up to date.`, remedy);
}

function judgeTrigrams({ trigrams, mayCreateSchemas, user }: PostgresFacts): Finding {
  if (trigrams === 'installed') return fine('Its extension pg_trgm is installed, which searching needs.');
  if (trigrams === 'missing') {
    return mend(
      'Its extension pg_trgm is not there, which searching needs.',
      'Install the contrib package of this PostgreSQL, or ask its provider for pg_trgm.',
    );
  }
  return mayCreateSchemas
    ? fine('Its extension pg_trgm is there; the first start installs it.')
    : mend(
        `Its extension pg_trgm is not installed, and the user ${user} may not do so.`,
        'Let an administrator run: create extension pg_trgm.',
      );
}

/** One connection more than the pool's listens. */
function judgeRoom({ maxConnections, otherConnections }: PostgresFacts, poolSize: number): Finding {
  const needed = poolSize + 1;
  const left = maxConnections - otherConnections;
  const says = `One server takes up to ${needed} connections; the database has ${maxConnections}, of which others use ${otherConnections}.`;
  const remedy = 'Lower PORTICO_DATABASE_POOL_SIZE, or raise max_connections.';
  if (needed > left) return mend(says, remedy);
  return needed * 2 > left ? consider(`${says} A second server would not fit.`, remedy) : fine(says);
}

function judgeLatency({ latency }: PostgresFacts): Finding {
  const says = `A statement takes ${latency.toFixed(1)} ms there and back.`;
  if (latency <= 10) return fine(says);
  return consider(says, 'Run server and database in the same data centre: one request makes several statements.');
}

/** Whether a notification arrives; a pooler that hands out connections by the transaction swallows them. */
export async function examineListening({ db, listen }: Database, patience = 3000): Promise<Finding> {
  const channel = 'portico_doctor';
  const waiting = new AbortController();
  let hasArrived = false;
  const unlisten = await listen(channel, () => {
    hasArrived = true;
    waiting.abort();
  });
  try {
    await db.execute(sql`select pg_notify(${channel}, '')`);
    if (!hasArrived) await setTimeout(patience, undefined, { signal: waiting.signal }).catch(() => {});
  } finally {
    await unlisten();
  }
  if (hasArrived) return fine('Notifications arrive: pages and jobs follow at once.');
  return consider(
    'Notifications do not arrive, as behind a pooler in transaction mode: pages and jobs follow within seconds.',
    'Let DATABASE_URL name the database itself, or a pooler in session mode.',
  );
}
