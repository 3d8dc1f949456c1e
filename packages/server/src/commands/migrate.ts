import { databasePlace, isNotMadeYet } from '../database-place.ts';
import { isQueueCurrent, migrateQueue } from '../jobs/queue-schema.ts';
import type { Database } from '../postgres/database.ts';
import { migrate, pendingMigrations } from '../postgres/migrate.ts';
import { openAsIs } from '../postgres/open.ts';
import { configFromEnvironment } from '../read-config.ts';
import { type Command, type CommandOptions, readFlags } from './command.ts';

const options = {
  check: { type: 'boolean', meaning: 'Changes nothing. The exit code is 1 where something is to do.' },
} as const satisfies CommandOptions;

/** Brings the schema and the job queue up to date. */
export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Brings the schema and the job queue up to date.',
  help: `It may run from several machines at once: one does it, the others wait. Where nothing is to do it
changes nothing. \`portico serve\` does the same when it starts; run this before, where an upgrade
should fail before any server is replaced.`,
  options,
  async run(args, { environment, out }) {
    const { check } = readFlags(args, options);
    const config = configFromEnvironment(environment);
    const place = databasePlace(config);
    if (check && isNotMadeYet(config)) {
      out(`There is no database yet. It is to be made: ${place}.\n`);
      return 1;
    }
    const database = await openAsIs(config);
    try {
      const todo = await whatIsToDo(database);
      if (todo.length === 0) out(`Nothing is to do: ${place} is up to date.\n`);
      else if (check) out(`To do in ${place}: ${todo.join(', ')}. Run \`portico migrate\`.\n`);
      else {
        const done = await bringUpToDate(database);
        out(`${capitalized(place)} is up to date now: ${done}.\n`);
      }
      return check && todo.length > 0 ? 1 : 0;
    } finally {
      await database.close();
    }
  },
};

async function whatIsToDo(database: Database): Promise<string[]> {
  const pending = (await pendingMigrations(database.db)).length;
  const isCurrent = await isQueueCurrent(database);
  return [...(pending > 0 ? [migrations(pending)] : []), ...(isCurrent ? [] : ['the job queue'])];
}

/** Another process may have done it meanwhile: it says what this one did. */
async function bringUpToDate(database: Database): Promise<string> {
  const run = await migrate(database);
  await migrateQueue(database);
  return run > 0 ? `${migrations(run)} made, and the job queue` : 'the job queue was made ready';
}

function migrations(count: number): string {
  return count === 1 ? '1 migration' : `${count} migrations`;
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
