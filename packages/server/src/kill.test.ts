import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import process from 'node:process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { PorticoEvent } from '@portico/core';
import { apiKey, personOf, staff } from './app.fixture.ts';
import { followEvents } from './events/event-reader.fixture.ts';
import { newTestPlace } from './postgres/test-place.fixture.ts';

const place = await newTestPlace();
const fixture = fileURLToPath(new URL('./killed-server.fixture.ts', import.meta.url));
let child: ChildProcess | undefined;
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;

after(async () => {
  await kill();
  await place.remove();
});

async function start(point: string): Promise<void> {
  child = spawn(process.execPath, ['--conditions=source', fixture, String(port), point], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, ...place.environment },
  });
  await once(child.stdout ?? assert.fail(), 'data');
}

async function kill(): Promise<void> {
  child?.kill('SIGKILL');
  await isGone();
}

async function isGone(): Promise<void> {
  if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return address && typeof address === 'object' ? address.port : assert.fail();
}

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  assert.ok(response.ok, `${path}: ${text}`);
  return JSON.parse(text);
}

async function authorized(): Promise<Record<string, string>> {
  const { token } = await send('POST', '/v1/tokens', staff, { authorization: `Bearer ${apiKey}` });
  return { authorization: `Bearer ${token}` };
}

const points = [
  'before the transaction',
  'inside the transaction',
  'after the answer',
  'inside the mail’s transaction',
  'after the mail',
];

before(async () => {
  await start('never');
  const accounts = [{ id: '001A', market: 'Berlin', name: 'Lumen' }];
  await send('POST', '/v1/records', { accounts }, await authorized());
  await kill();
});

for (const [index, point] of points.entries()) {
  test(`a server killed ${point} keeps what it answered, and its mail goes out once`, async () => {
    const email = `person${index}@example.com`;
    const contact = { email, firstName: 'New', lastName: 'Person' };
    const grant = async () =>
      send(
        'POST',
        '/v1/accounts/001A/access',
        { contact },
        { ...(await authorized()), 'idempotency-key': `key-${index}` },
      );

    await start(point);
    const answer = await grant().catch(() => undefined);
    if (point === 'after the answer') assert.ok(answer);
    await (point === 'after the answer' ? kill() : isGone());

    await start('never');
    const list = await send('GET', `/v1/accounts/001A/access?search=${email}`, undefined, await authorized());
    if (answer) assert.deepEqual(list.items, [answer]);
    assert.equal(list.items.length, point === 'before the transaction' || point === 'inside the transaction' ? 0 : 1);
    // A caller that got no answer asks again with the same key.
    const repeated = await grant();
    if (list.items.length > 0) assert.equal(repeated.id, list.items[0].id);
    assert.deepEqual(await send('GET', `/mail-counts?email=${email}`), { mails: 1, sent: 1 });
    await kill();
  });
}

test('a stream that is read when the server is killed goes on where it was once the server is open again', async () => {
  const follow = async (after?: string) => {
    const { authorization = '' } = await authorized();
    return followEvents(origin, authorization.replace('Bearer ', ''), after);
  };
  const grant = async (email: string) => send('POST', '/v1/accounts/001A/access', personOf(email), await authorized());
  const findGrant = (events: readonly PorticoEvent[], { contactId }: { contactId: string }) =>
    events.find(event => event.type === 'access.granted' && event.contactId === contactId);

  await start('never');
  const first = await follow();
  const seen = await grant('seen@example.com');
  await first.until(events => findGrant(events, seen) !== undefined);
  const last = findGrant(first.events, seen);
  const unseen = await grant('unseen@example.com');
  await kill();

  await start('never');
  const resumed = await follow(last?.id);
  await resumed.until(events => findGrant(events, unseen) !== undefined);
  assert.equal(findGrant(resumed.events, seen), undefined, 'told once');
  assert.ok(
    resumed.events.every(event => event.id),
    'nobody is told to read everything again',
  );
  resumed.close();
});
