import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { staff } from './app.fixture.ts';
import { type CliProcess, runCli } from './served.fixture.ts';

const directory = await mkdtemp(join(tmpdir(), 'portico-cli-'));
const started: ChildProcess[] = [];
after(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

/** A `portico serve` on the folder of these tests. */
function run(changed: Record<string, string> = {}): CliProcess {
  const environment = { PORTICO_DATA_DIR: directory, PORT: '0', PORTICO_PUBLIC_URL: 'http://localhost:4400' };
  const process = runCli({ ...environment, ...changed }, 'serve');
  started.push(process.child);
  return process;
}

test('a served portal refuses a second process on its files, and drains when it is told to end', async () => {
  const first = run();
  const origin = await first.serving();
  assert.ok(first.output().includes(join(directory, 'api-key')));
  assert.match(first.output(), /It keeps everything in the embedded database in /);
  const key = (await readFile(join(directory, 'api-key'), 'utf8')).trim();

  const second = run();
  assert.equal(await second.exit, 1);
  assert.match(second.output(), /in use by another process/);

  const answer = await fetch(`${origin}/v1/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(staff),
  });
  const { token } = await answer.json();
  const stream = await fetch(`${origin}/v1/events`, { headers: { authorization: `Bearer ${token}` } });
  const start = performance.now();
  first.child.kill('SIGTERM');
  await stream.text();
  assert.equal(await first.exit, 0);
  assert.match(first.output(), /"level":"info".*"event":"stopped","signal":"SIGTERM","ms":\d+,"isClean":true/);
  assert.ok(performance.now() - start < 10_000);
  assert.ok(!first.output().includes(token) && !first.output().includes(key));
});

test('a body that comes in chunks over the network is cut off at the limit', async () => {
  const server = run();
  const origin = await server.serving();
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      if (sent > 50_000_000) controller.close();
      else controller.enqueue(new Uint8Array(65_536).fill(0x20));
    },
  });
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body, duplex: 'half' } as const;
  const response = await fetch(`${origin}/v1/links/describe`, request);
  assert.equal(response.status, 413);
  assert.ok(sent < 50_000_000);
  server.child.kill('SIGTERM');
  assert.equal(await server.exit, 0);
});

test('a configuration that is wrong ends the start with its names', async () => {
  const { exit, output } = run({ PORT: 'x', PORTICO_SECRET: 'short' });
  assert.equal(await exit, 1);
  assert.match(output(), /PORT: must be a whole number/);
  assert.match(output(), /PORTICO_SECRET: must have at least 32 characters/);
  assert.doesNotMatch(output(), / at .*config\.ts/);
});
