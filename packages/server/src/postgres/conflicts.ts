/**
 * Runs a transaction again where another one got in its way (a unique key that was free a moment ago, a person who has just been
 * erased, a deadlock, a failed serialisation): the second run sees what the other has written, and answers by the rules.
 */
export async function retryConflicts<T>(run: () => Promise<T>, attempts = 4): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (attempts <= 1 || !isConflict(error)) throw error;
    return retryConflicts(run, attempts - 1);
  }
}

/** unique_violation, foreign_key_violation, serialization_failure, deadlock_detected. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const conflicts = ['23505', '23503', '40001', '40P01'];

function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && conflicts.includes(String(error.code))) || isConflict(error.cause);
}
