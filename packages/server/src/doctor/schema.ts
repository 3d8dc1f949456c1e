import { reasonOf } from '../causes.ts';
import { isQueueCurrent } from '../jobs/queue-schema.ts';
import type { Database } from '../postgres/database.ts';
import { pendingMigrations } from '../postgres/migrate.ts';
import { type Finding, topic } from './finding.ts';

const { fine, consider, mend } = topic('schema');

/** Whether the schema and the queue are as this version needs them. */
export async function examineSchema(database: Database): Promise<Finding[]> {
  try {
    const pending = (await pendingMigrations(database.db)).length;
    const isCurrent = await isQueueCurrent(database);
    if (pending === 0 && isCurrent) return [fine('The schema and the job queue are up to date.')];
    const what = pending > 0 ? `${pending} ${pending === 1 ? 'migration is' : 'migrations are'}` : 'The job queue is';
    return [consider(`${what} still to be made.`, 'Run portico migrate, or start the server, which does the same.')];
  } catch (error) {
    return [mend(`${reasonOf(error)}.`, 'Run the version of Portico that the database belongs to.')];
  }
}
