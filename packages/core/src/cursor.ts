import { PorticoError } from './errors.ts';

/** Where a page of a list ended: the sort key and the id, a UUID, of its last row. */
export interface Position {
  key: string;
  id: string;
}

/** A position as the text that a caller gives back for the next page. */
export function writeCursor({ key, id }: Position): string {
  const bytes = Array.from(new TextEncoder().encode(id + key), byte => String.fromCharCode(byte));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The position of a cursor; one that is not ours is refused at its field. */
export function readCursor(cursor: string): Position {
  const [, id, key] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})([^\0]*)$/.exec(textOf(cursor) ?? '') ?? [];
  if (id === undefined || key === undefined) {
    throw new PorticoError('invalid-request', { fields: { cursor: 'invalid' } });
  }
  return { id, key };
}

function textOf(cursor: string): string | undefined {
  if (!/^[\w-]*$/.test(cursor)) return undefined;
  try {
    const bytes = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, char => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
