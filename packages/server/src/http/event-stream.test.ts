import assert from 'node:assert/strict';
import { once } from 'node:events';
import process from 'node:process';
import test from 'node:test';
import { type MemoryBackend, memoryBackend } from '@portico/adapters/memory';
import type { BackendAdapter, PorticoEvent } from '@portico/core';
import { appOver, fillIn, principal, publicOrigin, tokenFor } from '../app.fixture.ts';
import { eventStream } from './event-stream.ts';

const grant = (email: string) => ({ accountId: '001A', contact: { email, firstName: 'New', lastName: 'Person' } });

async function portal(options: Parameters<typeof appOver>[1] = {}) {
  const backend = memoryBackend();
  await fillIn(backend);
  const { app } = appOver(backend, options);
  const open = async (path: string, token: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    app.fetch(
      new Request(`${publicOrigin}/v1/events${path}`, {
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(signal ? { signal } : {}),
      }),
    );
  return { backend, open };
}

/** Reads a stream until it contains `text`, or to its end. */
async function readUntil(response: Response, text: string): Promise<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let read = '';
  while (reader && !read.includes(text)) {
    const { done, value } = await reader.read();
    if (done) return `${read}(end)`;
    read += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  return read;
}

const invite = (backend: MemoryBackend, email: string) => backend.as(principal()).access.grant(grant(email));

test('a change reaches an open stream with its id', async () => {
  const { backend, open } = await portal();
  const response = await open('', await tokenFor());
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  await invite(backend, 'one@example.com');
  const read = await readUntil(response, 'access.granted');
  assert.match(read, /^retry: \d+\n\n/);
  assert.match(read, /\nid: \d+-\d+\ndata: \{.*"access\.granted"/);
  assert.ok(!read.includes('one@example.com'));
});

test('a stream goes on after the last id that was read, by header before query', async () => {
  const { backend, open } = await portal();
  const token = await tokenFor();
  const first = await open('?since=300', token);
  await invite(backend, 'one@example.com');
  const ids = [...(await readUntil(first, 'access.granted')).matchAll(/id: (\S+)/g)].map(match => match[1] ?? '');
  const last = ids.at(-1) ?? '';
  await invite(backend, 'two@example.com');
  for (const response of [
    await open(`?after=${last}`, token),
    await open(`?after=${ids[0]}`, token, { 'last-event-id': last }),
  ]) {
    const read = await readUntil(response, 'access.granted');
    assert.ok(!read.includes(`id: ${last}\n`));
    assert.equal(read.split('access.granted').length, 2);
  }
});

test('an id that is none is refused in the query and ignored in the header, which a browser sends by itself', async () => {
  const { backend, open } = await portal();
  const token = await tokenFor();
  assert.equal((await open('?after=yesterday', token)).status, 422);
  const response = await open('', token, { 'last-event-id': 'yesterday' });
  await invite(backend, 'one@example.com');
  assert.match(await readUntil(response, 'access.granted'), /access\.granted/);
});

test('events of accounts outside the caller’s do not come', async () => {
  const { backend, open } = await portal();
  const response = await open('?since=300', await tokenFor({ accounts: ['001B'] }));
  await invite(backend, 'one@example.com');
  await backend.as(principal()).access.grant({ ...grant('two@example.com'), accountId: '001B' });
  const read = await readUntil(response, 'access.granted');
  assert.ok(read.includes('001B') && !read.includes('001A'));
});

test('a silent stream is kept open by comments', async () => {
  const { open } = await portal({ heartbeat: 5 });
  assert.match(await readUntil(await open('', await tokenFor()), ': still'), /\n: still here\n\n/);
});

test('a stream ends when the token does', async () => {
  const expiresAt = new Date(Date.now() + 50);
  const identity = {
    apiKeys: [],
    staff: async () => ({ principal: principal(), expiresAt }),
  };
  const { open } = await portal({ identity });
  assert.match(await readUntil(await open('', 'any'), 'never'), /\(end\)$/);
  assert.ok(Date.now() >= expiresAt.getTime());
});

test('a stream ends when the server stops, and a subscription when its reader goes', async () => {
  const stopping = new AbortController();
  const { open } = await portal({ stopping: stopping.signal });
  const response = await open('', await tokenFor());
  stopping.abort();
  assert.match(await readUntil(response, 'never'), /\(end\)$/);

  const ended: string[] = [];
  const backend = memoryBackend();
  const { app } = appOver({
    as(caller) {
      const port = backend.as(caller);
      const subscribe: typeof port.subscribe = async (query, onEvent, options) => {
        await port.subscribe(query, onEvent, options);
        ended.push('ended');
      };
      return { ...port, subscribe };
    },
  });
  const leaving = await app.fetch(
    new Request(`${publicOrigin}/v1/events`, { headers: { authorization: `Bearer ${await tokenFor()}` } }),
  );
  await leaving.body?.cancel();
  await new Promise(resolve => setImmediate(resolve));
  assert.deepEqual(ended, ['ended']);
});

/** A stream over a source that is written here; `ended` is the signal that the source is given. */
function streamOf(source: (send: (event: PorticoEvent) => void, ended: AbortSignal) => void, signal: AbortSignal) {
  const subscribe: BackendAdapter['subscribe'] = async (_, onEvent, { signal: ended }) => {
    source(onEvent, ended);
    await once(ended, 'abort');
  };
  return eventStream({ subscribe, query: {}, signal });
}

const eventOf = (index: number): PorticoEvent => ({
  id: `1-${index}`,
  type: 'account.updated',
  at: '2026-03-01T09:00:00.000Z',
  accountIds: ['001A'],
  contactId: null,
});

test('a reader that does not read is cut off, and has lost nothing of what came before', async () => {
  const sent = { before: 0, after: 0 };
  const { signal } = new AbortController();
  const response = streamOf((send, ended) => {
    for (let index = 0; index < 1500; index++) {
      sent[ended.aborted ? 'after' : 'before']++;
      send(eventOf(index));
    }
  }, signal);
  assert.ok(sent.before >= 1000 && sent.before < 1010, `${sent.before} events were kept for it`);
  assert.ok(sent.after > 0);
  const read = await response.text();
  assert.ok(read.includes('id: 1-999\n') && !read.includes('id: 1-1400\n'));
});

test('a stream whose caller has gone before it begins ends at once, and leaves no timer', async () => {
  const timers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length;
  const before = timers();
  let isAsked = false;
  const response = streamOf(() => {
    isAsked = true;
  }, AbortSignal.abort());
  assert.equal(await response.text(), '');
  assert.equal(isAsked, false);
  const open = streamOf(() => {}, new AbortController().signal);
  assert.equal(timers(), before, 'a heartbeat does not keep the process alive');
  await open.body?.cancel();
});
