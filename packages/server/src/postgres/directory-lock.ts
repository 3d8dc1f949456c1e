import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A second process on the same files would destroy them. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';

  constructor(folder: string, cause: unknown) {
    super(
      `The database in ${folder} is in use by another process. Stop that process, or choose another folder. Nothing was changed.`,
      { cause },
    );
  }
}

// A handle that is collected as garbage would let its lock go.
const held = new Set<DatabaseSync>();

/**
 * Takes a folder for this process; answers how to give it back. The lock is the operating system's, on a file of SQLite's:
 * it ends with the process, however that ends, so no stale lock is ever left behind.
 */
export function lockDirectory(folder: string): () => void {
  // The files hold people's data: nobody else on this machine may read them.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new DirectoryInUse(folder, error);
    throw error;
  }
  held.add(lock);
  return () => {
    if (held.delete(lock)) lock.close();
  };
}

/** @see https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
