import { sql } from 'drizzle-orm';
import type { Queries } from './database.ts';

/** Every row of every table as text, the queue's too, by the table's name. */
export async function dumpDatabase(db: Queries): Promise<Map<string, string[]>> {
  const { rows: tables } = await db.execute<{ schema: string; name: string }>(sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1, 2`);
  const dump = new Map<string, string[]>();
  for (const { schema, name } of tables) {
    const table = sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
    const { rows } = await db.execute<{ row: string }>(sql`select t::text as row from ${table} t`);
    dump.set(
      `${schema}.${name}`,
      rows.map(({ row }) => row),
    );
  }
  return dump;
}

/** The rows in which one of some texts stands, in any letter case, with the names of their tables. */
export function rowsWith(dump: Map<string, string[]>, texts: readonly string[]): string[] {
  const wanted = texts.map(text => text.toLowerCase());
  return [...dump].flatMap(([table, rows]) =>
    rows.filter(row => wanted.some(text => row.toLowerCase().includes(text))).map(row => `${table}: ${row}`),
  );
}
