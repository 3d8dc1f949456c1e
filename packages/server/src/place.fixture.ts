import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from './postgres/test-database.fixture.ts';

/**
 * Where a server process of a test keeps everything, as variables of its environment: an empty database on the PostgreSQL of
 * the tests where there is one, else a folder.
 */
export async function newPlace(): Promise<{ environment: Record<string, string>; remove: () => Promise<void> }> {
  const server = process.env.PORTICO_TEST_DATABASE_URL;
  if (server !== undefined) {
    const { url, drop } = await createTestDatabase(server);
    return { environment: { DATABASE_URL: url }, remove: drop };
  }
  const folder = await mkdtemp(join(tmpdir(), 'portico-place-'));
  return { environment: { PORTICO_DATA_DIR: folder }, remove: () => rm(folder, { recursive: true }) };
}
