import { once } from 'node:events';
import { type AddressInfo, connect as connectTo, createServer, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
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
  return testServer ? behindDoor(testServer) : aroundPglite();
}

/** A real server, behind a door that can be shut. */
async function behindDoor(server: string): Promise<CutOff> {
  const { url, drop } = await createTestDatabase(server);
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  let isArmed = false;
  const door = createServer(client => {
    const upstream = connectTo(Number(port || 5432), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let isStruck = false;
    client.on('data', chunk => {
      isStruck ||= isArmed && /\0?commit\0/.test(chunk.toString('latin1'));
      upstream.write(chunk);
    });
    upstream.on('data', chunk => {
      if (!isStruck) return void client.write(chunk);
      isArmed = false;
      client.destroy();
    });
  });
  const listen = async (at: number) => {
    door.listen(at, '127.0.0.1');
    await once(door, 'listening');
    return (door.address() as AddressInfo).port;
  };
  const own = await listen(0);
  const shut = async () => {
    if (!door.listening) return;
    const isClosed = once(door, 'close');
    door.close();
    for (const socket of open) socket.destroy();
    await isClosed;
  };
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(own);
  // The door knows a commit by its text, which a prepared one does not repeat.
  const database = connect(through.href, { poolSize: 8, isPreparing: false });
  return {
    database: {
      ...database,
      async close() {
        await database.close();
        await shut();
        await drop();
      },
    },
    cut: shut,
    async restore() {
      await listen(own);
    },
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
