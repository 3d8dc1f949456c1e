import assert from 'node:assert/strict';
import type { PorticoEvent } from '@portico/core';

/** Follows `/v1/events` of a server, from after an event or from now on, and keeps what it tells. */
export async function followEvents(origin: string, token: string, after?: string) {
  const abort = new AbortController();
  const response = await fetch(`${origin}/v1/events`, {
    headers: { authorization: `Bearer ${token}`, ...(after === undefined ? {} : { 'last-event-id': after }) },
    signal: abort.signal,
  });
  assert.equal(response.status, 200);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader() ?? assert.fail();
  const events: PorticoEvent[] = [];
  let rest = '';

  async function readMore(): Promise<void> {
    const { value, done } = await reader.read();
    assert.ok(!done, 'the stream goes on');
    const parts = (rest + value).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1];
      if (data !== undefined) events.push(JSON.parse(data));
    }
  }

  // The first thing that is sent says that the stream is open.
  await readMore();
  return {
    events,
    /** Reads on until what was told is enough. */
    async until(isEnough: (events: readonly PorticoEvent[]) => boolean): Promise<void> {
      while (!isEnough(events)) await readMore();
    },
    close: () => abort.abort(),
  };
}
