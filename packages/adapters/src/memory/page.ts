import {
  compareKeys,
  fold,
  isPlainText,
  type Page,
  type PageQuery,
  type Position,
  readCursor,
  writeCursor,
} from '@portico/core';

/** One page of a list, in the order of the rows' keys. */
export function pageOf<Row extends { uuid: string }, Item>(
  rows: Row[],
  { cursor, limit = 50 }: PageQuery,
  { keyOf, itemOf }: { keyOf: (row: Row) => string; itemOf: (row: Row) => Item },
): Page<Item> {
  const all = rows.map(row => ({ row, id: row.uuid, key: keyOf(row) })).sort(comparePositions);
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rest = after ? all.filter(position => comparePositions(position, after) > 0) : all;
  const last = rest.length > limit ? rest[limit - 1] : undefined;
  return {
    items: rest.slice(0, limit).map(({ row }) => itemOf(row)),
    nextCursor: last ? writeCursor(last) : null,
    total: all.length,
  };
}

/** Whether a list's search finds a text, whatever the case and accents of both. */
export function contains(text: string, search: string): boolean {
  const wanted = fold(search.trim());
  // Half a character would be found inside of a whole one.
  return isPlainText(wanted) && fold(text).includes(wanted);
}

function comparePositions(a: Position, b: Position): number {
  return compareKeys(a.key, b.key) || compareKeys(a.id, b.id);
}
