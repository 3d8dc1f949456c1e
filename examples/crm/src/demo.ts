import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { inspect, parseArgs } from 'node:util';
import { OperatorError, pinoLog } from '@portico/server';
import { widgets } from './files.ts';
import { PortInUse } from './listen.ts';
import { startDemo } from './start-demo.ts';

const defaultPort = 4400;
const workspace = fileURLToPath(new URL('../../../', import.meta.url));

/** Starts the demo, says where it is, and stops it when it is told to. */
async function main(): Promise<void> {
  const values = flags();
  const port = Number(process.env.PORT ?? defaultPort);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) fail(`PORT must be a number from 1 to 65535.`);
  if (!existsSync(widgets)) fail('The widgets are not built. Run `pnpm build` and start again.');

  const dataDirectory = process.env.PORTICO_DATA_DIR ?? `${workspace}.portico`;
  const log = values.verbose ? pinoLog({ destination: process.stderr }) : undefined;
  const demo = await startDemo({ port, dataDirectory, reset: values.reset ?? false, log }).catch(explain);
  process.stdout.write(`The demo is ready: ${demo.url}\n`);

  let stopping = false;
  const stop = () => {
    // Pressed twice means: now.
    if (stopping) process.exit(1);
    stopping = true;
    demo.stop().then(() => process.exit(0), explain);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function flags() {
  try {
    return parseArgs({ options: { reset: { type: 'boolean' }, verbose: { type: 'boolean' } } }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : error;
    return fail(`${reason}. The demo takes --reset, to start over, and --verbose, to print what the server logs.`);
  }
}

function explain(error: unknown): never {
  if (error instanceof PortInUse) {
    fail(
      `${error.message} Stop what uses it, or start the demo on another one: PORT=${defaultPort + 100} npm run demo`,
    );
  }
  if (error instanceof OperatorError) fail(error.message);
  // Data of an older version is the likeliest reason; the rest is for whoever looks into it.
  const advice = 'The demo failed. If its data is of an older version, start over: npm run demo -- --reset';
  fail(`${advice}\n\n${inspect(error)}`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

await main();
