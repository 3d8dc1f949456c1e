import { batched } from '../batched.ts';
import type { ServerSettings } from '../config.ts';
import { retryConflicts } from '../postgres/conflicts.ts';
import type { Database } from '../postgres/database.ts';
import { type MailOutcome, settleMails } from '../postgres/mail-states.ts';
import { findQueued, type QueuedMail } from './compose.ts';

/** Where mails wait, and where it is noted what became of them. */
export interface MailStore {
  /** The mail of an id; undefined once it has been sent or has failed. */
  find(id: string): Promise<QueuedMail | undefined>;
  /** Notes what became of a mail; false where it had been settled before. */
  settle(outcome: MailOutcome): Promise<boolean>;
}

/** The mails of a database. A burst of them costs hardly more round trips than one. */
export function mailStore(
  { db, transaction }: Pick<Database, 'db' | 'transaction'>,
  { settings, now }: { settings: Pick<ServerSettings, 'linkLifetimes'>; now: () => Date },
): MailStore {
  const { linkLifetimes: lifetimes } = settings;
  return {
    find: batched(ids => findQueued(db, ids)),
    settle: batched(outcomes =>
      retryConflicts(() => transaction(tx => settleMails(tx, outcomes, { now: now(), lifetimes }))),
    ),
  };
}
