import { isPorticoError } from '@portico/core';

/** Of the page, where there is one: a server has none and can always be seen. */
const ownDocument = globalThis.document as Document | undefined;

type Work = (signal: AbortSignal) => Promise<void>;

/**
 * Repeats a piece of work until aborted, with growing pauses after failures, and only while the page is visible; tells
 * when it is visible again. Rejects where repeating is no use.
 */
export async function keepDoing(signal: AbortSignal, work: Work, onReturn?: () => void): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    if (!isVisible()) {
      await wait(signal);
      if (!signal.aborted) onReturn?.();
    }
    const startedAt = performance.now();
    try {
      await whileVisible(signal, work);
    } catch (error) {
      if (isFinal(error)) throw error;
    }
    failures = performance.now() - startedAt > 10_000 ? 0 : failures + 1;
    if (!signal.aborted && isVisible()) {
      await wait(signal, Math.min(30_000, 500 * 2 ** failures) * (0.5 + Math.random() / 2));
    }
  }
}

function isVisible(): boolean {
  return ownDocument?.visibilityState !== 'hidden';
}

/** Another try would be answered alike. */
function isFinal(error: unknown): boolean {
  return isPorticoError(error) && ['unauthenticated', 'forbidden', 'not-found', 'unsupported'].includes(error.code);
}

/** Runs a piece of work under a signal that also aborts when the page is hidden; being hidden is no failure. */
async function whileVisible(signal: AbortSignal, work: Work): Promise<void> {
  const hidden = new AbortController();
  const onChange = () => isVisible() || hidden.abort();
  const either = AbortSignal.any([signal, hidden.signal]);
  ownDocument?.addEventListener('visibilitychange', onChange);
  try {
    await work(either);
  } catch (error) {
    if (!either.aborted) throw error;
  } finally {
    ownDocument?.removeEventListener('visibilitychange', onChange);
  }
}

/** Resolves after some milliseconds, or where none are told when the page is visible; at once when aborted. */
function wait(signal: AbortSignal, milliseconds?: number): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      if (milliseconds === undefined && !isVisible() && !signal.aborted) return;
      clearTimeout(timer);
      ownDocument?.removeEventListener('visibilitychange', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = milliseconds === undefined ? undefined : setTimeout(done, milliseconds);
    if (milliseconds === undefined) ownDocument?.addEventListener('visibilitychange', done);
    signal.addEventListener('abort', done);
  });
}
