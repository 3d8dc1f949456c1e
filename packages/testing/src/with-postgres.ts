import { spawn } from 'node:child_process';
import process from 'node:process';
import { startPostgres } from './postgres-server.ts';

// Runs a command beside a real PostgreSQL of its own, whose address it finds in PORTICO_TEST_DATABASE_URL:
//   node packages/testing/src/with-postgres.ts COMMAND [ARGUMENT …]

const [, , command = '', ...args] = process.argv;
const postgres = await startPostgres();
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, PORTICO_TEST_DATABASE_URL: postgres.url },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const code = await new Promise<number>(resolve => {
  child.on('error', error => {
    process.stderr.write(`${error.message}\n`);
    resolve(1);
  });
  child.on('exit', exitCode => resolve(exitCode ?? 1));
});
await postgres.stop();
process.exit(code);
