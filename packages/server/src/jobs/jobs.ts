import { sql } from 'drizzle-orm';
import { fromDrizzle, type JobResult, type JobWithMetadata, PgBoss, type Queue } from 'pg-boss';
import { closers } from '../closers.ts';
import { sendDeadline } from '../mail/transport.ts';
import type { EnqueueMail } from '../postgres/context.ts';
import type { Database } from '../postgres/database.ts';
import { wakeAfterCommit } from '../postgres/wake-up.ts';
import { newJob } from './new-job.ts';
import { observeJob } from './observe-job.ts';
import { giveBackOrphans } from './orphans.ts';
import { removeExpiredHourly } from './remove-expired.ts';
import { startQueue } from './start-queue.ts';

/** What is done for each kind of job. May be called again for what was done already, and must then do nothing. */
export interface JobHandlers {
  /** Sends a mail; absent where this process has nowhere to send one: then they wait for one that has. */
  deliver?: ((mailId: string, attempt: Attempt) => Promise<void>) | undefined;
  /** Gives up a mail that was tried to the end, even where the last try ended with its process. */
  abandon(mailId: string): Promise<void>;
  /** Fulfils what somebody asked for on "Forgot password?". */
  recover(email: string): Promise<void>;
  /** Fulfils what somebody asked for on the admin pages' sign-in. */
  mailStaffLink(email: string): Promise<void>;
}

/** One of many tries. */
export interface Attempt {
  /** Whether there has been one before. */
  isRepeat: boolean;
  /** Ends what is under way: the server stops, or another worker has the job by now. */
  signal: AbortSignal;
}

/** Thrown by what has to be tried again later, and has told of it. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** Work that is done after the answer, kept in the database until it is done. */
export interface Jobs {
  /** Hands a mail over, with the rows that it is written by. */
  enqueueMail: EnqueueMail;
  /** Keeps the wish for a recovery mail until it is fulfilled. */
  requestRecovery(email: string): Promise<void>;
  /** Keeps the wish of a member of staff for a sign-in mail until it is fulfilled. */
  requestStaffLink(email: string): Promise<void>;
  /** Begins to work, at once on what was left behind. */
  work(handlers: JobHandlers): Promise<void>;
  /** Ends within four seconds; what is not done by then is done after the next start. */
  stop(): Promise<void>;
}

export interface JobOptions {
  database: Database;
  now?: () => Date;
  /** Told of failures; the job is tried again by itself. */
  onError?: (error: Error) => void;
}

/** Wakes whoever works; pg-boss' own wake-up call would be inside the transaction. */
const channelOf = (queue: keyof typeof policies) => `portico_job_${queue}`;

/** How many jobs are fetched, and noted as done, by one statement; and who works on such batches. */
const batches = {
  mail: { size: 16, workers: 2 },
  'given-up': { size: 16, workers: 1 },
  recovery: { size: 16, workers: 1 },
};

/** How long a job waits for company, in milliseconds: nobody notices, and a burst of jobs costs hardly more than one. */
const gatherTime = 100;

/** Somebody wants to be let in by a mail: a client, or a member of staff. */
interface Wish {
  email: string;
  isOfStaff?: boolean;
}

type Policy = Omit<Queue, 'name'>;

/**
 * A job that waits is not removed before it has been tried to the end, however long no server runs. It is given to a second
 * worker when the first has not been heard of for 20 seconds, or is at it for longer than any mail takes.
 */
const kept: Policy = {
  expireInSeconds: sendDeadline / 1000 + 30,
  heartbeatSeconds: 20,
  retentionSeconds: 10 * 365 * 86_400,
  deleteAfterSeconds: 3600,
};

/** Tried after 1, 2, 4 … seconds and at last every 15 minutes, for about a day. */
const patient: Policy = { ...kept, retryLimit: 100, retryDelay: 1, retryBackoff: true, retryDelayMax: 900 };

/** A wish that cannot be fulfilled within minutes has been repeated by its owner. */
const impatient: Policy = { ...patient, retryLimit: 8, retentionSeconds: 3600, deleteAfterSeconds: 60 };

/** Only noted as failed, which nothing hinders but a database that is away: each minute again, for a week. */
const tireless: Policy = { ...kept, retryLimit: 10_080, retryDelay: 60 };

/** A mail that was tried to the end goes to `given-up` by the queue itself: whoever tried last may be no more. */
const policies = {
  'given-up': tireless,
  mail: { ...patient, deadLetter: 'given-up' },
  recovery: impatient,
};

/** Opens the queues, which live in the same database, so that a job is kept or lost together with what it is about. */
export async function openJobs({ database, now = () => new Date(), onError = () => {} }: JobOptions): Promise<Jobs> {
  const boss = new PgBoss({
    ...database.queue,
    schedule: false,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    persistWarnings: false,
  });
  boss.on('error', onError);
  const { add, closeAll } = closers();
  add(() => boss.stop({ graceful: true, timeout: 3000 }));
  try {
    await startQueue(boss);
    for (const [name, policy] of Object.entries(policies)) await openQueue(boss, name, policy);
  } catch (error) {
    await closeAll().catch(onError);
    throw error;
  }

  /** The queue keeps what is thrown at it, and a database repeats the values of a failed statement: only a name is kept. */
  async function told(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof NotYet) throw error;
      onError(error instanceof Error ? error : new Error(String(error)));
      throw new NotYet();
    }
  }

  /** Works on a queue in batches, by as many workers as are needed. */
  async function workOn<Data>(
    queue: keyof typeof policies,
    handle: (job: JobWithMetadata<Data>) => Promise<void>,
  ): Promise<void> {
    const { size, workers } = batches[queue];
    const options = {
      pollingIntervalSeconds: 2,
      heartbeatRefreshSeconds: 5,
      includeMetadata: true,
      perJobResults: true,
      batchSize: size,
    } as const;
    const outcomeOf = async (job: JobWithMetadata<Data>): Promise<JobResult> => {
      try {
        await handle(job);
        return { id: job.id, status: 'completed' };
      } catch (error) {
        return { id: job.id, status: 'failed', output: error };
      }
    };
    const idle = new Set<string>();
    let isWanted = false;
    const wakeOne = () => {
      const [worker] = idle;
      isWanted = worker === undefined;
      if (worker !== undefined) boss.notifyWorker(worker);
    };
    for (let count = 0; count < workers; count++) {
      const worker: string = await boss.work<Data, void, typeof options>(queue, options, async jobs => {
        idle.delete(worker);
        // Where so much was waiting, there is more: nobody has to wait for the slowest of this batch.
        if (jobs.length === size) wakeOne();
        const outcomes = await Promise.all(jobs.map(outcomeOf));
        idle.add(worker);
        if (isWanted) wakeOne();
        return outcomes;
      });
      idle.add(worker);
    }
    const soon = gathered(wakeOne, gatherTime);
    add(soon.cancel);
    add(await database.listen(channelOf(queue), soon.call));
  }

  async function keepWish(wish: Wish): Promise<void> {
    await database.transaction(async tx => {
      await boss.send('recovery', wish, { db: fromDrizzle(tx, sql) });
      wakeAfterCommit(tx, channelOf('recovery'));
    });
  }

  return {
    enqueueMail(writes, { id }) {
      writes.add(newJob, { queue: 'mail', data: JSON.stringify({ id }) });
      writes.wake(channelOf('mail'));
    },

    requestRecovery: email => keepWish({ email }),

    requestStaffLink: email => keepWish({ email, isOfStaff: true }),

    async work({ deliver, abandon, recover, mailStaffLink }) {
      // The lock on the embedded database's folder says that whoever was at work is no more.
      if (database.queue.backend === 'pglite') await giveBackOrphans(boss, database, Object.keys(policies));
      add(removeExpiredHourly(database, now, onError));
      if (deliver) {
        await workOn<{ id: string }>('mail', ({ data, signal, retryCount }) =>
          observeJob('mail', { mail: data.id }, () =>
            told(() => deliver(data.id, { isRepeat: retryCount > 0, signal })),
          ),
        );
      }
      await workOn<{ id: string }>('given-up', ({ data }) =>
        observeJob('given-up', { mail: data.id }, () => told(() => abandon(data.id))),
      );
      await workOn<Wish>('recovery', ({ data: { email, isOfStaff } }) =>
        observeJob('recovery', {}, () => told(() => (isOfStaff ? mailStaffLink(email) : recover(email)))),
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

/** A call that does what it stands for a little later, once for all that is asked meanwhile. */
function gathered(run: () => void, milliseconds: number) {
  let timer: NodeJS.Timeout | undefined;
  return {
    call(): void {
      timer ??= setTimeout(() => {
        timer = undefined;
        run();
      }, milliseconds);
    },
    cancel: () => clearTimeout(timer),
  };
}
