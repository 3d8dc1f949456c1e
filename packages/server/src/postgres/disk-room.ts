import { statfsSync } from 'node:fs';
import { PorticoError } from '@portico/core';
import { OperatorError } from '../operator-error.ts';
import { DatabaseAway } from './outage.ts';

const megabyte = 1024 * 1024;

/** Where there is no room for its next 16 MB of log, the embedded database does not fail: it turns in circles for ever. */
const roomToWrite = 24 * megabyte;

/** The files of an empty database, and room to write. */
const roomToBegin = 72 * megabyte;

/** A new database does not fit; the message says what to do. */
export class DiskFull extends OperatorError {
  constructor(folder: string) {
    super(
      `There is no room for a database in ${folder}: it takes ${roomToBegin / megabyte} MB at least. Make room, or set PORTICO_DATA_DIR to another folder. Nothing was changed.`,
    );
  }
}

/** Throws `unavailable` where the disk has no room for another write: nothing is begun that cannot be ended. */
export function assertRoomToWrite(folder: string): void {
  if (roomIn(folder) >= roomToWrite) return;
  throw new PorticoError('unavailable', {
    message: 'the disk of the data folder is full: nothing was changed',
    retryAfter: 30,
    // As PostgreSQL says it itself.
    cause: new DatabaseAway('53100', undefined),
  });
}

/** @throws {DiskFull} */
export function assertRoomToBegin(folder: string): void {
  if (roomIn(folder) < roomToBegin) throw new DiskFull(folder);
}

function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
