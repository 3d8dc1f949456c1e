import type { PorticoEvent } from '../event.ts';
import type { EventsQuery } from '../events-query.ts';
import { ok } from './expect.ts';
import type { Stage } from './subject.ts';

/** Listens, until told to stop. */
export function listen(adapter: Stage['staff'], query: EventsQuery) {
  const heard: PorticoEvent[] = [];
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 15_000);
  let wake = () => {};
  const onEvent: Parameters<typeof adapter.subscribe>[1] = event => {
    if (event.type !== 'resync') heard.push(event);
    wake();
  };
  const ended = adapter.subscribe(query, onEvent, { signal: stop.signal });
  // It may fail while nobody waits for an event; whoever waits next is told.
  ended.catch(() => {});
  return {
    /** Waits until an event of a type has been told; of this contact, where one is named. */
    async hears(type: PorticoEvent['type'], contactId?: string | null): Promise<void> {
      const isIt = (event: PorticoEvent) =>
        event.type === type && (contactId === undefined || event.contactId === contactId);
      while (!heard.some(isIt)) {
        const next = new Promise<boolean>(resolve => {
          wake = () => resolve(true);
        });
        const goesOn = await Promise.race([next, ended.then(() => false)]);
        ok(goesOn, `an event ${type}, got ${heard.map(event => event.type).join(', ') || 'none'}`);
      }
    },
    /** Ends it; answers all that was told. */
    async stop(): Promise<PorticoEvent[]> {
      clearTimeout(timer);
      stop.abort();
      await ended;
      return heard;
    },
  };
}
