import type { CDPSession } from 'playwright-core';

/** What a page holds after its garbage was collected. */
export interface PageWeight {
  /** Nodes, also those in no document. */
  nodes: number;
  listeners: number;
  heapMegabytes: number;
}

/** Collects a page's garbage and counts what is left. */
export async function weigh(devtools: CDPSession): Promise<PageWeight> {
  await devtools.send('HeapProfiler.enable');
  // What the first run finalizes is garbage of the second.
  for (let run = 0; run < 3; run++) await devtools.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return { nodes, listeners: jsEventListeners, heapMegabytes: usedSize / 1e6 };
}
