import { fold, isPlainText, type Page, type PageQuery, type Position, readCursor, writeCursor } from '@portico/core';
import { like, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

interface List<Row, Item> {
  /** The columns that the list is in the order of: a key, and the id that tells equal ones apart. */
  order: [key: AnyPgColumn, id: AnyPgColumn];
  /** At most `limit` rows, in that order, of those that `after` holds for. */
  rows(after: SQL | undefined, limit: number): PromiseLike<Row[]>;
  /** Counts all of them. */
  total(): PromiseLike<{ total: number }[]>;
  /** Whether it seldom ends on its first page: then it is counted while its rows are read, and not only where it has to be. */
  isLong?: boolean;
  positionOf(row: Row): Position;
  itemOf(row: Row): Item;
}

/** One page of a list. It begins behind a position, so that whatever comes or goes before it moves nothing. */
export async function pageOf<Row, Item>(
  { cursor, limit = 50 }: PageQuery,
  { order: [key, id], rows: read, total, isLong = false, positionOf, itemOf }: List<Row, Item>,
): Promise<Page<Item>> {
  const start = cursor === undefined ? undefined : readCursor(cursor);
  const after = start && sql`(${key}, ${id}) > (${start.key}, ${start.id}::uuid)`;
  // One more than is shown tells whether there is a next page.
  const [found, counted] = await Promise.all([read(after, limit + 1), start || isLong ? total() : undefined]);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  // A list that begins and ends here is counted already.
  const [count] = counted ?? (last ? await total() : [{ total: rows.length }]);
  return {
    items: rows.map(itemOf),
    nextCursor: last ? writeCursor(positionOf(last)) : null,
    total: count?.total ?? 0,
  };
}

/** Whether a list's search finds a row by its folded text. */
export function contains(searchText: AnyPgColumn, search: string): SQL | undefined {
  const text = fold(search.trim());
  // A control character or half of another is in no stored text, and NUL not even in a question.
  if (!isPlainText(text)) return sql`false`;
  return text === '' ? undefined : like(searchText, `%${text.replace(/[\\%_]/g, '\\$&')}%`);
}
