/** Whether somebody can see this page; a server always can. */
export function isVisible(): boolean {
  return typeof document === 'undefined' || document.visibilityState === 'visible';
}

/** Resolves when the page is visible, or the signal aborts. */
export function waitUntilVisible(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const check = () => {
      if (!isVisible() && !signal.aborted) return;
      document.removeEventListener('visibilitychange', check);
      resolve();
    };
    document.addEventListener('visibilitychange', check);
    signal.addEventListener('abort', check, { once: true });
    check();
  });
}

/** Runs a piece of work under a signal that also aborts when the page is hidden; being hidden is no failure. */
export async function whileVisible(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const hidden = new AbortController();
  const onChange = () => {
    if (!isVisible()) hidden.abort();
  };
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', onChange);
  try {
    await work(AbortSignal.any([signal, hidden.signal]));
  } catch (error) {
    if (!signal.aborted && !hidden.signal.aborted) throw error;
  } finally {
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', onChange);
  }
}
