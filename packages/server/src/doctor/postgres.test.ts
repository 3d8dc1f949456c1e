import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../postgres/database.ts';
import { createTestDatabase, needsServer, openTestDatabase } from '../postgres/test-database.fixture.ts';
import { configFromOptions } from '../read-config.ts';
import { assertFound } from './finding.fixture.ts';
import { examineListening, examinePostgres, judgePostgres } from './postgres.ts';
import { type PostgresFacts, postgresFacts } from './postgres-facts.ts';
import { examineSchema } from './schema.ts';

const secrets = { secrets: ['s'.repeat(32)], apiKeys: ['k'.repeat(24)] };

const sound: PostgresFacts = {
  version: 180_000,
  user: 'portico',
  mayCreateSchemas: true,
  mayCreateTables: true,
  trigrams: 'installed',
  maxConnections: 97,
  otherConnections: 3,
  latency: 1,
  ahead: 0,
};

async function on<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openTestDatabase();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

test('a database tells what is to be known of it', () =>
  on(async ({ db }) => {
    const facts = await postgresFacts(db);
    assert.ok(facts.version >= 150_000 && facts.latency > 0 && facts.maxConnections > 0);
    assert.deepEqual([facts.mayCreateSchemas, facts.mayCreateTables, facts.trigrams], [true, true, 'installed']);
    assert.ok(Math.abs(facts.ahead) < 30_000);
  }));

test('a sound database has nothing to mend', () => {
  assert.ok(judgePostgres(sound, { poolSize: 10, isUpToDate: true }).every(({ mark }) => mark === 'fine'));
});

test('what is wrong with a database is said with what to do', () => {
  const judged = (facts: Partial<PostgresFacts>, poolSize = 10, isUpToDate = false) =>
    judgePostgres({ ...sound, ...facts }, { poolSize, isUpToDate });
  assertFound(judged({ version: 140_011 }), 'mend', /PostgreSQL 14/, /Upgrade/);
  assertFound(judged({ mayCreateSchemas: false }), 'mend', /may not create schemas/, /owner to portico/);
  assertFound(judged({ mayCreateTables: false }, 10, true), 'consider', /the next upgrade/, /owner to portico/);
  assertFound(judged({ mayCreateTables: false }), 'mend', /may not create tables/, /owner to portico/);
  assertFound(judged({ trigrams: 'available' }), 'fine', /first start installs it/);
  assertFound(
    judged({ trigrams: 'available', mayCreateSchemas: false }),
    'mend',
    /pg_trgm is not installed/,
    /create ext/,
  );
  assertFound(judged({ trigrams: 'missing' }), 'mend', /pg_trgm is not there/, /contrib/);
  assertFound(judged({ maxConnections: 25 }, 30), 'mend', /takes up to 31 .* has 25/, /POOL_SIZE/);
  assertFound(judged({ maxConnections: 25 }, 15), 'consider', /A second server would not fit/, /POOL_SIZE/);
  assertFound(judged({ latency: 40 }), 'consider', /40\.0 ms/, /same data centre/);
});

test('a schema that lacks something is to be brought up to date', () =>
  on(async database => {
    const [finding] = await examineSchema(database);
    assert.equal(finding?.mark, 'consider');
    assert.match(finding?.says ?? '', /The job queue is still to be made/);
    assert.match(finding?.remedy ?? '', /portico migrate/);
    await database.db.execute('update drizzle.__drizzle_migrations set created_at = 4102444800000');
    assertFound(await examineSchema(database), 'mend', /newer version of Portico/, /version of Portico/);
  }));

test('notifications that arrive are told from those that a pooler swallows', () =>
  on(async database => {
    // The embedded database has none; below, a real PostgreSQL's are looked at.
    const look = (arrive: (onNotify: () => void) => void, patience: number) =>
      examineListening(
        {
          ...database,
          async listen(_, onNotify) {
            arrive(onNotify);
            return async () => {};
          },
        },
        patience,
      );
    assertFound([await look(onNotify => setImmediate(onNotify), 60_000)], 'fine', /Notifications arrive/);
    assertFound([await look(() => {}, 1)], 'consider', /pooler in transaction mode/, /session mode/);
  }));

test('a database that does not answer is to be mended, and its password is not said', async () => {
  const databaseUrl = 'postgres://portico:hunter2@127.0.0.1:9/portico';
  const findings = await examinePostgres({ ...configFromOptions({ databaseUrl, ...secrets }), databaseUrl });
  assertFound(findings, 'mend', /database portico at 127\.0\.0\.1:9, which cannot be used: .*REFUSED/, /Start it/);
  assert.doesNotMatch(JSON.stringify(findings), /hunter2/);
});

test('a real PostgreSQL is looked at from end to end', {
  skip: needsServer,
}, async () => {
  const { url: databaseUrl, drop } = await createTestDatabase({ isEmpty: true });
  try {
    const look = (url: string) =>
      examinePostgres({ ...configFromOptions({ databaseUrl: url, ...secrets }), databaseUrl: url });
    const findings = await look(databaseUrl);
    assertFound(findings, 'fine', /^It is the PostgreSQL database portico_test_\w+ at /);
    assertFound(findings, 'consider', /migrations are still to be made/, /portico migrate/);
    assertFound(findings, 'fine', /Notifications arrive/);
    assertFound(findings, 'fine', /clock of the database agrees/);
    assertFound(await look(`${databaseUrl}_not`), 'mend', /does not exist/, /Make the database/);
    const stranger = new URL(databaseUrl);
    stranger.username = 'nobody_here';
    assertFound(await look(stranger.href), 'mend', /nobody_here/, /user and password/);
  } finally {
    await drop();
  }
});
