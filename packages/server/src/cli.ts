#!/usr/bin/env node
import process from 'node:process';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 22) {
  process.stderr.write(`Portico needs Node 22.13 or newer; this is Node ${process.versions.node}.\n`);
  process.exit(1);
}
// Not before: an older Node would end with a stack.
const { runCommand } = await import('./commands/run-command.ts');

// What is waited for while a command ends must be waited for, even where nothing else keeps the process alive.
const alive = setInterval(() => {}, 60_000);
const code = await runCommand(process.argv.slice(2), {
  environment: process.env,
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
});
clearInterval(alive);
process.exit(code);
