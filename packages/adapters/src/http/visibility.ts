/** The page, where there is one: a server has none and can always be seen. */
const page = globalThis.document as Document | undefined;

export function isVisible(): boolean {
  return page?.visibilityState !== 'hidden';
}

/** Resolves when the page is visible, or the signal aborts. */
export function waitUntilVisible(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const check = () => {
      if (!isVisible() && !signal.aborted) return;
      page?.removeEventListener('visibilitychange', check);
      resolve();
    };
    page?.addEventListener('visibilitychange', check);
    signal.addEventListener('abort', check);
    check();
  });
}

/** Runs a piece of work under a signal that also aborts when the page is hidden; being hidden is no failure. */
export async function whileVisible(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const hidden = new AbortController();
  const onChange = () => isVisible() || hidden.abort();
  const either = AbortSignal.any([signal, hidden.signal]);
  page?.addEventListener('visibilitychange', onChange);
  try {
    await work(either);
  } catch (error) {
    if (!either.aborted) throw error;
  } finally {
    page?.removeEventListener('visibilitychange', onChange);
  }
}
