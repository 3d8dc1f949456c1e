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
  await worker.start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: `${scope}mockServiceWorker.js`, options: { scope } },
  });
  return worker;
}
