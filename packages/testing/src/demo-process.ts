import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The demo as its user starts it: a process of its own, on a free port and an empty data folder. */
export interface DemoProcess {
  /** The CRM's origin. */
  crm: string;
  /** The origin of the API, the portal and the Mailbox. */
  portico: string;
  /** Ends it without warning, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDemoProcess(): Promise<DemoProcess> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'portico-e2e-'));
  let child = await start(port, folder);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    crm: `http://127.0.0.1:${port}`,
    portico: `http://localhost:${port}`,
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGKILL');
      child = await start(port, folder);
    },
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(port: number, folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--conditions=source', 'examples/crm/src/demo.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), PORTICO_DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise<void>((ready, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('The demo is ready')) ready();
      });
    }
    child.once('exit', code => fail(new Error(`the demo ended with ${code}: ${said}`)));
  });
  return child;
}
