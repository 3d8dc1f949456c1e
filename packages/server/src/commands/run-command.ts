import { readFileSync } from 'node:fs';
import process from 'node:process';
import { nearest } from '../settings/nearest.ts';
import { type Command, type Surroundings, UsageError } from './command.ts';
import { doctorCommand } from './doctor.ts';
import { eraseCommand } from './erase-person.ts';
import { exportCommand } from './export-person.ts';
import { failureLine } from './failure.ts';
import { migrateCommand } from './migrate.ts';
import { seedCommand } from './seed.ts';
import { serveCommand } from './serve.ts';
import { tokenCommand } from './token.ts';
import { helpFor, usage } from './usage.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const commands: readonly Command[] = [
  serveCommand,
  migrateCommand,
  seedCommand,
  tokenCommand,
  exportCommand,
  eraseCommand,
  doctorCommand,
];

/** The ways to ask for help. */
const asking = ['help', '--help', '-h'];

/** Runs what was typed after `portico`; answers the exit code. */
export async function runCommand([name = 'help', ...args]: readonly string[], around: Surroundings): Promise<number> {
  if (asking.includes(name)) {
    const about = args.find(word => !asking.includes(word));
    if (about !== undefined) return runCommand([about, '--help'], around);
    around.out(usage(commands));
    return 0;
  }
  if (['version', '--version', '-v'].includes(name)) {
    around.out(`Portico ${version}, on Node ${process.versions.node}\n`);
    return 0;
  }
  const command = commands.find(known => known.name === name);
  if (!command) {
    const meant = nearest(
      name,
      commands.map(known => known.name),
    );
    const hint = meant ? `Did you mean \`portico ${meant}\`?` : '`portico --help` lists all commands.';
    around.err(`There is no command ${name}. ${hint}\n`);
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    around.out(helpFor(command));
    return 0;
  }
  try {
    return await command.run(args, around);
  } catch (error) {
    if (error instanceof UsageError) {
      around.err(`${error.message} \`portico ${name} --help\` says how it is used.\n`);
      return 2;
    }
    around.err(`${failureLine(name, error)}\n`);
    return 1;
  }
}
