import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { median } from './load.ts';
import { residentMegabytes } from './resident-memory.ts';
import type { Result } from './result.ts';
import { serve } from './served.ts';

/** P9: how soon a server on the embedded default is ready, and what it weighs when nobody asks anything. */
export async function start(): Promise<Result[]> {
  const directory = await mkdtemp(join(tmpdir(), 'portico-bench-'));
  const environment = { PORTICO_DATA_DIR: directory, PORTICO_LOG_LEVEL: 'silent' };
  const first = await serve(environment);
  await first.stop();
  const warm: number[] = [];
  let memory = Number.NaN;
  for (let round = 0; round < 3; round++) {
    const served = await serve(environment);
    warm.push(served.startTime);
    await setTimeout(2000);
    memory = await residentMegabytes(served.pid);
    await served.stop();
  }
  await rm(directory, { recursive: true, force: true });
  const time = median(warm);
  return [
    {
      id: 'P9',
      what: 'Start of the server on its embedded database, warm',
      ours: `${(time / 1000).toFixed(1)} s`,
      peer: `${(first.startTime / 1000).toFixed(1)} s the first time, which makes the database`,
      ratio: '–',
      bar: '≤ 3 s',
      holds: time <= 3000,
    },
    {
      id: 'P9',
      what: 'Its memory when idle',
      ours: Number.isNaN(memory) ? 'not told by this system' : `${memory} MB resident`,
      peer: '–',
      ratio: '–',
      bar: 'reported',
      holds: undefined,
    },
  ];
}
