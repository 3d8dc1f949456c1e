import type { PGlite } from '@electric-sql/pglite';
import { openDoor } from '../door.fixture.ts';
import type { Database } from './database.ts';
import { databaseOf } from './embedded.ts';
import { connect } from './pooled.ts';
import { createTestDatabase, openTestPglite, testServer } from './test-database.fixture.ts';

/** A database that can be out of reach, as when its server restarts or the network breaks. */
export interface CutOff {
  database: Database;
  /** Breaks every connection and lets none in. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** Breaks at the next commit: the database keeps what was written, and its answer is lost. */
  cutAtCommit(): void;
}

/** Opens an empty database for tests that can be cut off. Closing it removes it. */
export function openCutOff(): Promise<CutOff> {
  return testServer === undefined ? aroundPglite() : behindDoor();
}

/** A real server, behind a door that can be shut. */
async function behindDoor(): Promise<CutOff> {
  const { url, drop } = await createTestDatabase();
  const through = new URL(url);
  let isArmed = false;
  const door = await openDoor({ host: through.hostname, port: Number(through.port || 5432) }, (client, behind) => {
    let isStruck = false;
    client.on('data', chunk => {
      isStruck ||= isArmed && /\0?commit\0/.test(chunk.toString('latin1'));
      behind.write(chunk);
    });
    behind.on('data', chunk => {
      if (!isStruck) return void client.write(chunk);
      isArmed = false;
      client.destroy();
    });
  });
  through.hostname = '127.0.0.1';
  through.port = String(door.port);
  // The door knows a commit by its text, which a prepared one does not repeat.
  const database = connect(through.href, { poolSize: 8, isPreparing: false });
  return {
    database: {
      ...database,
      async close() {
        await database.close();
        await door.shut();
        await drop();
      },
    },
    cut: door.shut,
    restore: door.open,
    cutAtCommit() {
      isArmed = true;
    },
  };
}

/** The embedded one, which nothing can come between: its driver says what pg would say. */
async function aroundPglite(): Promise<CutOff> {
  const client = await openTestPglite();
  let isCut = false;
  let isArmed = false;
  const refused = () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
  const reached = new Proxy(client, {
    get(target, property) {
      const name = property as keyof PGlite & string;
      const member = target[name];
      if (typeof member !== 'function') return member;
      if (!['query', 'exec', 'transaction'].includes(String(name))) return member.bind(target);
      return async (...args: unknown[]) => {
        if (isCut) throw refused();
        const answer = await Reflect.apply(member, target, args);
        if (!isArmed || name !== 'transaction') return answer;
        isArmed = false;
        throw new Error('Connection terminated unexpectedly');
      };
    },
  });
  return {
    database: databaseOf(reached),
    async cut() {
      isCut = true;
    },
    async restore() {
      isCut = false;
    },
    cutAtCommit() {
      isArmed = true;
    },
  };
}
