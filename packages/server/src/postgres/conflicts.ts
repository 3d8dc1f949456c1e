import { causesOf } from '../causes.ts';

/**
 * What one transaction fails with where another got in its way: unique_violation, foreign_key_violation,
 * serialization_failure, deadlock_detected.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const conflicts = ['23505', '23503', '40001', '40P01'];

/**
 * Runs a transaction again where another one got in its way: took a unique key, erased the person, locked what it needed.
 * The second run sees what the other has written, and answers by the rules.
 */
export async function retryConflicts<T>(run: () => Promise<T>, attempts = 4): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isConflict = causesOf(error).some(({ code }) => conflicts.includes(String(code)));
    if (attempts <= 1 || !isConflict) throw error;
    return retryConflicts(run, attempts - 1);
  }
}
