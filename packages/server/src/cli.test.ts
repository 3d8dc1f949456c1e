import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { staff } from './app.fixture.ts';

const directory = await mkdtemp(join(tmpdir(), 'portico-cli-'));
const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
const started: ChildProcess[] = [];
after(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

function run(environment: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, ['--conditions=source', cli, ...args], {
    env: { PATH: process.env.PATH, PORTICO_DATA_DIR: directory, ...environment },
  });
  started.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', text => {
      output.text += text;
    });
  }
  const exit = once(child, 'exit').then(([code]) => code);
  const ready = async () => {
    while (!/\(port \d+\)/.test(output.text)) {
      await Promise.race([once(child.stdout, 'data'), exit.then(code => assert.fail(`${code}: ${output.text}`))]);
    }
    return `http://127.0.0.1:${/\(port (\d+)\)/.exec(output.text)?.[1]}`;
  };
  return { child, output, exit, ready };
}

test('a served portal refuses a second process on its files, and drains when it is told to end', async () => {
  const first = run({ PORT: '0', PORTICO_PUBLIC_URL: 'http://localhost:4400' }, 'serve');
  const origin = await first.ready();
  assert.ok(first.output.text.includes(join(directory, 'api-key')));
  assert.match(first.output.text, /It keeps everything in the embedded database in /);
  const key = (await readFile(join(directory, 'api-key'), 'utf8')).trim();

  const second = run({ PORT: '0', PORTICO_PUBLIC_URL: 'http://localhost:4400' }, 'serve');
  assert.equal(await second.exit, 1);
  assert.match(second.output.text, /in use by another process/);

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
  assert.ok(performance.now() - start < 10_000);
  assert.ok(!first.output.text.includes(token) && !first.output.text.includes(key));
});

test('a body that comes in chunks over the network is cut off at the limit', async () => {
  const server = run({ PORT: '0', PORTICO_PUBLIC_URL: 'http://localhost:4400' }, 'serve');
  const origin = await server.ready();
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
  const { exit, output } = run({ PORT: 'x', PORTICO_SECRET: 'short' }, 'serve');
  assert.equal(await exit, 1);
  assert.match(output.text, /PORT: must be a whole number/);
  assert.match(output.text, /PORTICO_SECRET: must have at least 32 characters/);
  assert.doesNotMatch(output.text, / at .*config\.ts/);
});
