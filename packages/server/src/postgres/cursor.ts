import { PorticoError } from '@portico/core';

/** Where a page ended: the sort key and the id of its last row. */
export interface Position {
  key: string;
  id: string;
}

export function writeCursor({ key, id }: Position): string {
  return Buffer.from(id + key).toString('base64url');
}

/** A cursor that is not ours is refused at its field. */
export function readCursor(cursor: string): Position {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, id, key] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(.*)$/s.exec(text) ?? [];
  if (id === undefined || key === undefined || key.includes('\0')) {
    throw new PorticoError('invalid-request', { fields: { cursor: 'invalid' } });
  }
  return { id, key };
}
