import type { EventListener, EventsQuery } from '@portico/core';
import { idOf, isAccountInScope } from './scope.ts';
import type { Context, EventRow } from './state.ts';

/** Tells the caller what happens in its accounts: first what it asks to be replayed, then each change, until aborted. */
export function subscribe(
  context: Context,
  { after, since }: EventsQuery,
  onEvent: EventListener,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const { state } = context;
  const tell = (row: EventRow) => {
    const accounts = row.accounts.filter(account => isAccountInScope(context, account));
    if (accounts.length === 0) return;
    onEvent({
      id: row.id,
      type: row.type,
      at: row.at.toISOString(),
      accountIds: accounts.map(account => idOf(context, account)),
      contactId: row.contact && idOf(context, row.contact),
    });
  };
  for (const row of state.events) if (!signal.aborted && isWanted(row, state.now(), { after, since })) tell(row);
  if (signal.aborted) return Promise.resolve();
  state.listeners.add(tell);
  return new Promise(resolve => {
    signal.addEventListener('abort', () => {
      state.listeners.delete(tell);
      resolve();
    });
  });
}

function isWanted(row: EventRow, now: Date, { after, since }: EventsQuery): boolean {
  const order = (id: string) => Number(id.split('-')[1]);
  if (after !== undefined) return order(row.id) > order(after);
  return since !== undefined && now.getTime() - row.at.getTime() <= since * 1000;
}
