import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { sender, staff } from './app.fixture.ts';
import { secrets } from './start.fixture.ts';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));

/** A `portico` that was typed, in a process of its own. */
export interface CliProcess {
  child: ChildProcess;
  /** All that it has written so far: the standard output, then the standard error. */
  output(): string;
  /** Resolves with the exit code; null where a signal ended it. */
  exit: Promise<number | null>;
  /** Resolves with the origin that it serves under, once it does. */
  serving(): Promise<string>;
}

/** Runs `portico` with nothing in its environment but what is given. */
export function runCli(environment: Record<string, string>, ...args: string[]): CliProcess {
  const child = spawn(process.execPath, ['--conditions=source', cli, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...environment },
  });
  const written = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', text => {
    written.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    written.err += text;
  });
  const output = () => written.out + written.err;
  const exit = once(child, 'close').then(([code]): number | null => code);
  return {
    child,
    output,
    exit,
    async serving() {
      for (;;) {
        const port = /\(port (\d+)\)/.exec(written.out)?.[1];
        if (port !== undefined) return `http://127.0.0.1:${port}`;
        await Promise.race([once(child.stdout, 'data'), exit.then(code => assert.fail(`${code}: ${output()}`))]);
      }
    },
  };
}

export type Served = Awaited<ReturnType<typeof serveProcess>>;

/** A `portico serve` in a process of its own, and how a host and its staff reach it. */
export async function serveProcess(environment: Record<string, string>) {
  const { child, output, exit, serving } = runCli(
    {
      PORT: '0',
      PORTICO_PUBLIC_URL: 'http://localhost:4400',
      PORTICO_API_KEY: secrets.apiKeys[0] ?? '',
      PORTICO_SECRET: 'the-secret-of-the-tests-which-is-long-enough',
      ...environment,
    },
    'serve',
  );
  const origin = await serving();
  const send = sender({ fetch }, origin);

  return {
    child,
    origin,
    send,
    output,
    /** A token of the staff of the tests. */
    async token(): Promise<string> {
      const { body } = await send('POST', '/v1/tokens', { token: secrets.apiKeys[0], body: staff });
      return body.token;
    },
    /** Ends the process by a signal, and waits until it is gone. */
    async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exit;
    },
  };
}
