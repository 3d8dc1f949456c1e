import type { Account, BackendAdapter, Page } from '@portico/core';

const pageSize = 50;
const largestPage = 200;

/** The clients on show. */
export interface ClientRows extends Page<Account> {
  /** What they were searched by. */
  search: string;
}

/** Clients as a page shows them. */
export interface ShownClients {
  rows: ClientRows;
  hasMarkets: boolean;
}

/** The first clients that match: a page of them, or pages until there are at least so many. */
export async function readClients(
  backend: BackendAdapter,
  { search, atLeast = 1 }: { search: string; atLeast?: number | undefined },
  signal: AbortSignal,
): Promise<ClientRows> {
  let rows: ClientRows = { search, items: [], nextCursor: null };
  do {
    const limit = Math.min(largestPage, Math.max(pageSize, atLeast - rows.items.length));
    rows = withPage(rows, await backend.accounts.list(query(rows, limit), { signal }));
  } while (rows.nextCursor && rows.items.length < atLeast);
  return rows;
}

/** The same clients with the next page of them. */
export async function readMoreClients(backend: BackendAdapter, rows: ClientRows): Promise<ClientRows> {
  return withPage(rows, await backend.accounts.list(query(rows, pageSize)));
}

function query({ search, nextCursor }: ClientRows, limit: number) {
  return { search: search || undefined, cursor: nextCursor ?? undefined, limit };
}

/** A client that moved between two pages meanwhile stands once. */
function withPage(rows: ClientRows, page: Page<Account>): ClientRows {
  const known = new Set(rows.items.map(({ id }) => id));
  return { ...page, search: rows.search, items: [...rows.items, ...page.items.filter(({ id }) => !known.has(id))] };
}
