import { setTimeout as wait } from 'node:timers/promises';

/** Waits for something to become true; the test's own time limit ends it where it never does. */
export async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await wait(50);
}
