import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureProgram } from './browser.ts';
import { freePort } from './free-port.ts';

interface Size {
  width: number;
  height: number;
}

/** One window of WebKitGTK, spoken to by the commands of https://www.w3.org/TR/webdriver2/. */
export interface WebkitDriver {
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts WebKitGTK on a screen of its own that nobody sees. */
export async function startWebkit(viewport: Size): Promise<WebkitDriver> {
  const screen = await startScreen(viewport);
  const port = await freePort();
  // The browser takes its language from its environment.
  const env = { ...process.env, DISPLAY: screen.display, LC_ALL: 'en_US.UTF-8' };
  const driver = start(ensureProgram('webkitDriver'), [`--port=${port}`], env);
  const server = `http://127.0.0.1:${port}`;
  while (!(await isReady(server))) {
    if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended with code ${driver.exitCode}.`);
    await delay(50);
  }
  const { sessionId } = (await send(`${server}/session`, { capabilities: {} })) as { sessionId: string };
  const session = `${server}/session/${sessionId}`;
  await resize(session, viewport);
  return {
    get: path => send(session + path),
    post: (path, body) => send(session + path, body),
    async stop() {
      await fetch(session, { method: 'DELETE' });
      await end(driver);
      await end(screen.process);
    },
  };
}

/**
 * The server of the screen finds itself a free number, and prints it. Hardly larger than the window, it has the pointer,
 * which begins in its middle, above the window: without a window manager, that is what gives a window the focus.
 */
async function startScreen({ width, height }: Size): Promise<{ display: string; process: ChildProcess }> {
  const args = ['-displayfd', '1', '-screen', '0', `${width}x${height + 100}x24`, '-nolisten', 'tcp'];
  const xvfb = start(ensureProgram('xvfb'), args, process.env);
  const number = await Promise.race([once(xvfb.stdout, 'data'), once(xvfb, 'exit').then(() => undefined)]);
  if (!number) throw new Error(`Xvfb ended with code ${xvfb.exitCode}.`);
  return { display: `:${String(number[0]).trim()}`, process: xvfb };
}

function start(command: string, args: string[], env: NodeJS.ProcessEnv): ChildProcessByStdio<null, Readable, null> {
  // GTK warns of every locale and bus that a machine without a desktop lacks.
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  process.once('exit', () => child.kill());
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}

async function isReady(server: string): Promise<boolean> {
  return fetch(`${server}/status`).then(
    response => response.ok,
    () => false,
  );
}

/** Makes the page, without what the window has around it, as large as asked. */
async function resize(session: string, { width, height }: Size): Promise<void> {
  await send(`${session}/window/rect`, { width, height });
  const script = 'return [outerWidth - innerWidth, outerHeight - innerHeight]';
  const [sides, bars] = (await send(`${session}/execute/sync`, { script, args: [] })) as [number, number];
  await send(`${session}/window/rect`, { width: width + sides, height: height + bars });
}

/** Gives a command, or without a body asks, and returns the value of the answer. */
async function send(url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, body && { method: 'POST', body: JSON.stringify(body) });
  const { value } = (await response.json()) as { value: { message?: string } | null };
  if (!response.ok) throw new Error(`WebKitWebDriver: ${value?.message ?? response.status}`);
  return value;
}
