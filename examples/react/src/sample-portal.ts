import { handlers, setupWorker } from '@portico/mocks/browser';
import { samplePortal, sampleStaff } from '@portico/mocks/seed';

/** Starts a server that is not there: a service worker answers, from the page's memory. */
export async function startSamplePortal(baseUrl: string): Promise<void> {
  const backend = await samplePortal();
  const worker = setupWorker(...handlers({ backend, baseUrl, principalOf: () => sampleStaff }));
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
}
