import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import process from 'node:process';

const cli = resolve(import.meta.dirname, '../../server/src/cli.ts');
const apiKey = 'api-key-that-only-the-bench-knows';

/** A server in a process of its own. */
export interface Served {
  origin: string;
  pid: number;
  /** Milliseconds from its start until it was ready. */
  startTime: number;
  /** A token of a member of staff who may do everything. */
  token(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts `portico serve` as an operator does; its log goes nowhere. */
export async function serve(environment: Record<string, string>): Promise<Served> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--conditions=source', cli, 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      PORTICO_PUBLIC_URL: 'http://localhost:4400',
      PORTICO_API_KEY: apiKey,
      PORTICO_SECRET: 'the-secret-of-the-bench-which-is-long-enough',
      ...environment,
    },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    output = (output + text).slice(-10_000);
  });
  const isGone = once(child, 'exit').then(() => {
    throw new Error(`the server ended: ${output}`);
  });
  isGone.catch(() => {});
  let port: string | undefined;
  while (port === undefined) {
    await Promise.race([once(child.stdout, 'data'), isGone]);
    port = /\(port (\d+)\)/.exec(output)?.[1];
  }
  const startTime = performance.now() - begun;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    pid: child.pid ?? 0,
    startTime,
    async token() {
      const response = await fetch(`${origin}/v1/tokens`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          staff: { email: 'bench@example.com', name: 'Bench Example' },
          source: 'crm',
          permissions: ['access:read', 'access:grant', 'events:read', 'records:upsert'],
          expiresIn: 3600,
        }),
      });
      return ((await response.json()) as { token: string }).token;
    },
    async stop() {
      child.kill('SIGTERM');
      await isGone.catch(() => {});
    },
  };
}
