import { AsyncLocalStorage } from 'node:async_hooks';

/** What the server is at, by ids: the request it answers, or the mail it sends. */
export type WorkAtHand = Readonly<Record<string, string>>;

const storage = new AsyncLocalStorage<WorkAtHand>();

/** Runs something so that all that is logged meanwhile names what it belongs to. */
export function during<T>(work: WorkAtHand, run: () => T): T {
  return storage.run({ ...storage.getStore(), ...work }, run);
}

/** What the caller is part of; empty outside of any request and job. */
export function workAtHand(): WorkAtHand {
  return storage.getStore() ?? {};
}
