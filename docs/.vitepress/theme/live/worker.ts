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
  if ('serviceWorker' in navigator) await activate(url, scope);
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass', serviceWorker: { url, options: { scope } } });
  return worker;
}

/**
 * MSW that failed half-way cannot start again on the same page, and may miss that a worker has become active: what can
 * fail, and what takes time, is over before it starts.
 */
async function activate(url: string, scope: string): Promise<void> {
  await navigator.serviceWorker.register(url, { scope });
  const { active } = await navigator.serviceWorker.ready;
  if (active?.state !== 'activating') return;
  await new Promise(done => active.addEventListener('statechange', done, { once: true }));
}
