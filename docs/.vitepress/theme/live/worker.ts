import { setupWorker } from '@portico/mocks/browser';

let started: Promise<ReturnType<typeof setupWorker>> | undefined;

/** The worker that answers for pretended servers; one per page, however many examples ask. */
export function startWorker() {
  started ??= start().catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function start() {
  const worker = setupWorker();
  const scope = import.meta.env.BASE_URL;
  const url = `${scope}mockServiceWorker.js`;
  // MSW that failed half-way cannot start again on the same page: what may fail is done before it.
  if ('serviceWorker' in navigator) await navigator.serviceWorker.register(url, { scope });
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass', serviceWorker: { url, options: { scope } } });
  return worker;
}
