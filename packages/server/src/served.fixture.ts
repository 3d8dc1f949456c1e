import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Sent, staff } from './app.fixture.ts';
import { secrets } from './start.fixture.ts';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));

export type Served = Awaited<ReturnType<typeof serveProcess>>;

/** A `portico serve` in a process of its own, and how a host and its staff reach it. */
export async function serveProcess(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--conditions=source', cli, 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      PORTICO_PUBLIC_URL: 'http://localhost:4400',
      PORTICO_API_KEY: secrets.apiKeys[0],
      PORTICO_SECRET: 'the-secret-of-the-tests-which-is-long-enough',
      ...environment,
    },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text;
  });
  const isGone = once(child, 'exit');
  let port: string | undefined;
  while (port === undefined) {
    await Promise.race([once(child.stdout, 'data'), isGone.then(() => assert.fail(output))]);
    port = /\(port (\d+)\)/.exec(output)?.[1];
  }
  const origin = `http://127.0.0.1:${port}`;

  async function send(method: string, path: string, { token, body, headers = {} }: Sent = {}) {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text === '' ? undefined : JSON.parse(text) };
  }

  return {
    child: child as ChildProcess,
    origin,
    send,
    output: () => output,
    /** A token of the staff of the tests. */
    async token(): Promise<string> {
      const { body } = await send('POST', '/v1/tokens', { token: secrets.apiKeys[0], body: staff });
      return body.token;
    },
    /** Ends the process by a signal, and waits until it is gone. */
    async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await isGone;
    },
  };
}
