import type { GuessLimit } from './auth/guess-limit.ts';
import { removeJobs } from './jobs/remove-jobs.ts';
import type { ForgetPerson } from './postgres/context.ts';

/** Removes what the server keeps about somebody beside the backend's tables: jobs, and the count of failed sign-ins. */
export function personForgetter(limit: Pick<GuessLimit, 'forgive'>): ForgetPerson {
  return async (tx, person) => {
    await removeJobs(tx, person);
    if (person.emailKey !== null) await limit.forgive(tx, person.emailKey);
  };
}
