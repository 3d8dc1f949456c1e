import { memoryBackend } from '@portico/adapters/memory';
import { handlers, setupWorker } from '@portico/mocks/browser';
import { sampleStaff, seedSamplePortal } from '@portico/mocks/seed';

/** Starts a server that is not there: a service worker answers, from the page's memory. */
export async function startSamplePortal(baseUrl: string): Promise<void> {
  // What is there at the start happened three weeks ago: no mail of it is too recent to be sent again.
  let age = 21 * 24 * 3_600_000;
  const backend = memoryBackend({ now: () => new Date(Date.now() - age) });
  await seedSamplePortal(backend);
  age = 0;
  const worker = setupWorker(...handlers({ backend, baseUrl, principalOf: () => sampleStaff }));
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
}
