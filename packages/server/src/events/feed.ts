import { setTimeout } from 'node:timers/promises';
import { PorticoError } from '@portico/core';
import type { Database } from '../postgres/database.ts';
import { explainOutage } from '../postgres/outage.ts';
import { eventChannel } from './append.ts';
import { type EventPage, type EventPosition, horizon, readEvents, type StoredEvent, startOf } from './stored-event.ts';

/** Who is told of new events: first `onEvents` any number of times, then `onEnd` where the feed cannot go on. */
export interface Follower {
  onEvents(events: StoredEvent[]): void;
  onEnd(error: PorticoError): void;
}

/** All events in their order, for any number of readers. */
export interface EventFeed {
  /** A page of the events after a position. */
  read(after: EventPosition): Promise<EventPage>;
  /** Where events are now. */
  now(): Promise<EventPosition>;
  /** Where the events of a time begin. */
  since(time: Date): Promise<EventPosition>;
  /** Tells of what is new from now on; answers how to stop, once nothing later can be missed. */
  follow(follower: Follower): Promise<() => void>;
  close(): Promise<void>;
}

/** How soon events that wait for a slower transaction are looked for again, in milliseconds. */
const heldInterval = 50;

/** Readings come no closer than this, in milliseconds: a burst of events is read at once, in every process. */
const restInterval = 50;

/**
 * Opens the feed of a database. One reader serves all who follow; it is woken by NOTIFY, and looks by itself every
 * `pollInterval` milliseconds where a pooler or a lost connection swallows that.
 */
export function openEventFeed(database: Database, { pollInterval = 5000 } = {}): EventFeed {
  const { db } = database;
  const followers = new Set<Follower>();
  const wake = wakeUp();
  let unlisten: Promise<(() => Promise<void>) | undefined> | undefined;
  let reading: Promise<void> | undefined;
  let start: Promise<EventPosition> | undefined;
  let isClosed = false;

  async function readOn(first: Promise<EventPosition>): Promise<void> {
    let head = await first;
    while (followers.size > 0 && !isClosed) {
      const rest = setTimeout(restInterval);
      const page = await readEvents(db, head);
      head = page.end;
      if (page.events.length > 0) for (const follower of followers) follower.onEvents(page.events);
      if (!page.isLast) continue;
      await wake.next(page.isHeld ? heldInterval : pollInterval);
      await rest;
    }
  }

  function begin(): Promise<EventPosition> {
    if (start) return start;
    start = horizon(db);
    reading = readOn(start)
      .catch(cause => endAll(new PorticoError('unavailable', { cause })))
      .finally(() => {
        start = undefined;
        if (followers.size > 0 && !isClosed) begin();
      });
    return start;
  }

  function endAll(error: PorticoError): void {
    const all = [...followers];
    followers.clear();
    for (const follower of all) follower.onEnd(error);
  }

  return {
    read: after => readEvents(db, after).catch(explained),
    now: () => horizon(db).catch(explained),
    since: time => startOf(db, time).catch(explained),
    async follow(follower) {
      if (isClosed) throw new PorticoError('unavailable');
      // Where it cannot be woken, it looks by itself, and tries to listen again with the next who follows.
      unlisten ??= database.listen(eventChannel, wake.now).catch(() => (unlisten = undefined));
      followers.add(follower);
      await begin();
      return () => {
        followers.delete(follower);
        if (followers.size === 0) wake.now();
      };
    },
    async close() {
      isClosed = true;
      wake.now();
      endAll(new PorticoError('unavailable', { message: 'the server is stopping' }));
      await reading;
      await (await unlisten)?.();
    },
  };
}

function explained(error: unknown): never {
  throw explainOutage(error);
}

/** A sleep that can be ended from outside; a call that comes while nobody sleeps ends the next one at once. */
function wakeUp() {
  let isDue = false;
  let end: (() => void) | undefined;
  return {
    now(): void {
      isDue = true;
      end?.();
    },
    async next(milliseconds: number): Promise<void> {
      if (!isDue) {
        await new Promise<void>(resolve => {
          const timer = globalThis.setTimeout(resolve, milliseconds);
          timer.unref();
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      isDue = false;
      end = undefined;
    },
  };
}
