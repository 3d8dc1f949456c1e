import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss, type Queue } from 'pg-boss';
import { closers } from '../closers.ts';
import type { EnqueueMail } from '../postgres/context.ts';
import type { Database } from '../postgres/database.ts';
import { markMailFailed } from '../postgres/mails.ts';
import { wakeAfterCommit } from '../postgres/wake-up.ts';
import { giveBackOrphans } from './orphans.ts';
import { removeExpiredHourly } from './remove-expired.ts';

/** What is done for each kind of job. May be called again for what was done already, and must then do nothing. */
export interface JobHandlers {
  /** Sends a mail. */
  deliver(mailId: string): Promise<void>;
  /** Fulfils what somebody asked for on "Forgot password?". */
  recover(email: string): Promise<void>;
}

/** Work that is done after the answer, kept in the database until it is done. */
export interface Jobs {
  /** Hands a mail over, in the transaction that writes it. */
  enqueueMail: EnqueueMail;
  /** Keeps the wish for a recovery mail until it is fulfilled. */
  requestRecovery(email: string): Promise<void>;
  /** Begins to work, at once on what was left behind. */
  work(handlers: JobHandlers): Promise<void>;
  /** Ends within two seconds; what is not done by then is done after the next start. */
  stop(): Promise<void>;
}

export interface JobOptions {
  database: Database;
  now?: () => Date;
  /** Told of failures; the job is tried again by itself. */
  onError?: (error: Error) => void;
}

/** Wakes whoever works; pg-boss' own wake-up call would be inside the transaction. */
const jobChannel = 'portico_job';

type Policy = Omit<Queue, 'name'>;

/**
 * Tried after 1, 2, 4 … seconds and at last every 15 minutes, for about a day. A job that waits is not removed before it
 * has been tried to the end. One that runs for longer than a minute is given to a second worker.
 */
const mailPolicy: Policy = {
  retryLimit: 100,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 900,
  expireInSeconds: 60,
  heartbeatSeconds: 20,
  retentionSeconds: 30 * 86_400,
  deleteAfterSeconds: 3600,
};

/** A wish that cannot be fulfilled within minutes has been repeated by its owner. */
const recoveryPolicy: Policy = { ...mailPolicy, retryLimit: 8, retentionSeconds: 3600, deleteAfterSeconds: 60 };

const policies = { mail: mailPolicy, recovery: recoveryPolicy };

/** Opens the queues, which live in the same database, so that a job is kept or lost together with what it is about. */
export async function openJobs({ database, now = () => new Date(), onError = () => {} }: JobOptions): Promise<Jobs> {
  const boss = new PgBoss({
    ...database.queue,
    schedule: false,
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
    persistWarnings: false,
  });
  boss.on('error', onError);
  const { add, closeAll } = closers();
  add(() => boss.stop({ graceful: true, timeout: 1000 }));
  try {
    await boss.start();
    for (const [name, policy] of Object.entries(policies)) await openQueue(boss, name, policy);
  } catch (error) {
    await closeAll().catch(onError);
    throw error;
  }

  return {
    async enqueueMail(tx, { id }) {
      await boss.send('mail', { id }, { db: fromDrizzle(tx, sql) });
      wakeAfterCommit(tx, jobChannel);
    },

    async requestRecovery(email) {
      await database.transaction(async tx => {
        await boss.send('recovery', { email }, { db: fromDrizzle(tx, sql) });
        wakeAfterCommit(tx, jobChannel);
      });
    },

    async work({ deliver, recover }) {
      // The lock on the embedded database's folder says that whoever was at work is no more.
      if (database.queue.backend === 'pglite') await giveBackOrphans(boss, database, Object.keys(policies));
      add(removeExpiredHourly(database, now, onError));
      const options = { pollingIntervalSeconds: 2, includeMetadata: true } as const;
      const workOnMail = () =>
        boss.work<{ id: string }, void, typeof options>('mail', options, async ([job]) => {
          if (!job) return;
          try {
            await deliver(job.data.id);
          } catch (error) {
            if (job.retryCount < job.retryLimit) throw error;
            const reason = error instanceof Error ? error.message : String(error);
            await database.transaction(tx => markMailFailed(tx, { id: job.data.id, now: now(), reason }));
          }
        });
      // Two at a time, so that one slow mail server does not hold up everybody.
      const workers = [await workOnMail(), await workOnMail()];
      const recovery = boss.work<{ email: string }>('recovery', options, async ([job]) => {
        if (job) await recover(job.data.email);
      });
      workers.push(await recovery);
      add(
        await database.listen(jobChannel, () => {
          for (const worker of workers) boss.notifyWorker(worker);
        }),
      );
    },

    stop: closeAll,
  };
}

async function openQueue(boss: PgBoss, name: string, policy: Policy): Promise<void> {
  await boss.createQueue(name, policy);
  await boss.updateQueue(name, policy);
  // pg-boss reads a queue when it is first used. Inside a transaction of the embedded database that would wait for ever.
  await boss.findJobs(name, { id: '00000000-0000-0000-0000-000000000000' });
}
