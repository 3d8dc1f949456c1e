import { canonicalId, type EventListener, type EventsQuery, emailKey, type StaffPrincipal } from '@portico/core';
import { idOf } from '../postgres/scope.ts';
import type { EventFeed } from './feed.ts';
import { type EventAccount, type EventPosition, isAfter, type StoredEvent } from './stored-event.ts';

interface Subscriber {
  feed: EventFeed;
  principal: StaffPrincipal;
  now: () => Date;
}

/** How far beyond the seconds asked for a replay reaches back: an event is dated before its transaction ends. */
const margin = 5000;

/** How many pages are replayed; whoever has missed more reads again what is on show. */
const maxPages = 5;

/** Tells a caller what happens in its accounts, from where it asks, until aborted. */
export async function subscribe(
  { feed, principal, now }: Subscriber,
  query: EventsQuery,
  onEvent: EventListener,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  if (signal.aborted) return;
  const isVisible = visibility(principal);
  const tell = (event: StoredEvent) => {
    const accounts = event.accounts.filter(isVisible);
    if (accounts.length === 0 || signal.aborted) return;
    onEvent({
      id: `${event.position.xid}-${event.position.id}`,
      type: event.type,
      at: event.at.toISOString(),
      accountIds: accounts.map(account => idOf(principal, account)),
      contactId: event.contact && idOf(principal, event.contact),
    });
  };

  const start = startFrom(feed, query, now);
  // Awaited only after the next line: where it fails before, that is no unhandled rejection, which would end the server.
  start.catch(() => {});
  // Followed before the past is read, so that nothing falls between the two.
  const live = await follow(feed, signal);
  try {
    let cursor = (await start) ?? (await skipToNow(feed, onEvent));
    for (let pages = 1; !signal.aborted; pages++) {
      const page = await feed.read(cursor);
      cursor = page.end;
      for (const event of page.events) tell(event);
      if (page.isLast) break;
      if (pages < maxPages) continue;
      cursor = await skipToNow(feed, onEvent);
      break;
    }
    for await (const event of live.events()) {
      if (!isAfter(event.position, cursor)) continue;
      tell(event);
      cursor = event.position;
    }
  } finally {
    live.stop();
  }
}

/** The place is taken before the reader is told to read again, so that nothing falls between the two. */
async function skipToNow(feed: EventFeed, onEvent: EventListener): Promise<EventPosition> {
  const cursor = await feed.now();
  onEvent({ type: 'resync' });
  return cursor;
}

/** Where a query starts; undefined for an id that this database has not given out. */
async function startFrom(
  feed: EventFeed,
  { after, since }: EventsQuery,
  now: () => Date,
): Promise<EventPosition | undefined> {
  if (after !== undefined) {
    const [xid = 0n, id = 0n] = after.split('-').map(BigInt);
    const end = await feed.now();
    return xid < end.xid && id < 2n ** 63n ? { xid, id } : undefined;
  }
  if (since !== undefined) return feed.since(new Date(now().getTime() - since * 1000 - margin));
  return feed.now();
}

/** New events one by one, kept while nobody asks; they end with the signal, or with the feed's error. */
async function follow(feed: EventFeed, signal: AbortSignal) {
  const waiting: StoredEvent[] = [];
  let failure: Error | undefined;
  let wake = () => {};
  const unfollow = await feed.follow({
    onEvents(events) {
      waiting.push(...events);
      wake();
    },
    onEnd(error) {
      failure = error;
      wake();
    },
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  return {
    async *events() {
      while (!signal.aborted) {
        const next = waiting.shift();
        if (next) yield next;
        else if (failure) throw failure;
        else await new Promise<void>(resolve => (wake = resolve));
      }
    },
    stop() {
      signal.removeEventListener('abort', onAbort);
      unfollow();
    },
  };
}

/** Whether a caller may see an account: decided by what an event tells of it, without asking the database for each. */
function visibility({ email, source, accounts }: StaffPrincipal): (account: EventAccount) => boolean {
  if (accounts === 'all') return () => true;
  if (accounts === 'served') {
    const key = emailKey(email);
    return account => account.servedBy.includes(key);
  }
  const ids = new Set(accounts.map(canonicalId));
  return account =>
    ids.has(`portico:${account.id}`) ||
    (account.source === source && account.externalId !== null && ids.has(canonicalId(account.externalId)));
}
