import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { reasonOf } from '../causes.ts';
import { OperatorError } from '../operator-error.ts';

/** A second process on the same files would destroy them. */
export class DirectoryInUse extends OperatorError {
  constructor(folder: string, cause: unknown) {
    super(
      `The database in ${folder} is in use by another process. Stop that process, or set PORTICO_DATA_DIR to another folder. Nothing was changed.`,
      { cause },
    );
  }
}

/** The folder is none, or this user may not write to it. */
export class DirectoryUnusable extends OperatorError {
  constructor(folder: string, cause: unknown) {
    super(
      `The folder ${folder} cannot be used: ${reasonOf(cause)}. Let this user own it, or set PORTICO_DATA_DIR to another one.`,
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
  const lock = openLock(folder);
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

/** @throws {DirectoryUnusable} */
function openLock(folder: string): DatabaseSync {
  try {
    // The files hold people's data: nobody else on this machine may read them.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  } catch (error) {
    throw new DirectoryUnusable(folder, error);
  }
}

/** @see https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
