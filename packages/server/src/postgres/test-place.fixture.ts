import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { connect } from './pooled.ts';
import { createTestDatabase, testServer } from './test-database.fixture.ts';

/** Where a server or a command of the tests keeps everything, which it opens by itself. */
export interface TestPlace {
  /** The variables that lead there. */
  environment: Record<string, string>;
  /** Opens it to look into it, once nobody else has it open. */
  open(): Promise<Database>;
  remove(): Promise<void>;
}

/** A new place: on the PostgreSQL server of the tests, or a folder for the embedded database. */
export async function newTestPlace(): Promise<TestPlace> {
  if (testServer !== undefined) {
    const { url, drop } = await createTestDatabase();
    return { environment: { DATABASE_URL: url }, open: async () => connect(url), remove: drop };
  }
  const folder = await mkdtemp(join(tmpdir(), 'portico-place-'));
  return {
    environment: { PORTICO_DATA_DIR: folder },
    open: () => openEmbedded(join(folder, 'database')),
    remove: () => rm(folder, { recursive: true }),
  };
}
