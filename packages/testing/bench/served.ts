import { serveProcess } from '../../server/src/served.fixture.ts';

export type Served = Awaited<ReturnType<typeof serve>>;

/** Starts `portico serve` as an operator does, in a process of its own, and tells how long that took. */
export async function serve(environment: Record<string, string>) {
  const begun = performance.now();
  const { child, origin, token, end } = await serveProcess(environment);
  return {
    origin,
    /** A token of a member of staff who may do everything. */
    token,
    pid: child.pid ?? 0,
    /** Milliseconds from its start until it was ready. */
    startTime: performance.now() - begun,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
