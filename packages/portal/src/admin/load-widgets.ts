import { PorticoError } from '@portico/core';

let hasFailed = false;

/** Defines the widgets, which only the pages of records need. */
export async function loadWidgets(): Promise<void> {
  try {
    await import('./widgets.ts');
  } catch (cause) {
    // After an update of the server their file has another name, which only a fresh page knows.
    if (hasFailed && navigator.onLine) location.reload();
    hasFailed = true;
    throw new PorticoError('network', { cause });
  }
}
