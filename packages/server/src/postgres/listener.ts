import { Client, type ClientConfig, escapeIdentifier } from 'pg';
import type { Database } from './database.ts';

/** The longest pause before a lost connection is tried again, in milliseconds. */
const longestPause = 5000;

/**
 * Listens to channels over one connection of its own, which is made with the first of them and made anew when it breaks.
 * Whatever was notified meanwhile is lost, so that everybody is woken once it is back.
 */
export function openListener(config: ClientConfig, onError: (error: Error) => void) {
  const callbacks = new Map<string, Set<() => void>>();
  let connecting: Promise<Client> | undefined;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  async function open(): Promise<Client> {
    const client = new Client(config);
    client.on('error', onError);
    client.on('notification', ({ channel }) => wake(channel));
    try {
      await client.connect();
      for (const channel of callbacks.keys()) await listenOn(client, channel);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    client.once('end', () => again(100));
    return client;
  }

  /** Tries until there is a connection again; then whoever listens looks by themselves what they have missed. */
  function again(pause: number): void {
    connecting = undefined;
    if (isClosed) return;
    timer = setTimeout(() => {
      connecting = open();
      connecting.then(
        () => {
          for (const channel of callbacks.keys()) wake(channel);
        },
        error => {
          onError(error);
          again(Math.min(pause * 2, longestPause));
        },
      );
    }, pause);
    timer.unref();
  }

  function wake(channel: string): void {
    for (const callback of callbacks.get(channel) ?? []) callback();
  }

  const listen: Database['listen'] = async (channel, onNotify) => {
    const known = callbacks.get(channel);
    const own = known ?? new Set();
    callbacks.set(channel, own.add(onNotify));
    if (connecting) {
      const client = await connecting.catch(() => undefined);
      if (client && !known) await listenOn(client, channel);
    } else if (timer === undefined) {
      connecting = open();
      await connecting.catch(error => {
        callbacks.delete(channel);
        connecting = undefined;
        throw error;
      });
    }
    return async () => {
      own.delete(onNotify);
    };
  };

  return {
    listen,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      const client = await connecting?.catch(() => undefined);
      await client?.end();
    },
  };
}

async function listenOn(client: Client, channel: string): Promise<void> {
  await client.query(`listen ${escapeIdentifier(channel)}`);
}
