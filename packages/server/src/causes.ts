/** An error, or a copy of one as the queue tells of it. */
export type Cause = Partial<Error> & { code?: unknown };

/** An error and what caused it, outermost first. */
export function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  let cause = error;
  while (typeof cause === 'object' && cause !== null && causes.length < 10) {
    causes.push(cause);
    cause = 'cause' in cause ? cause.cause : undefined;
  }
  return causes;
}

/**
 * Why something failed, for the operator: the first line of the innermost cause. The outer ones repeat statements with
 * their values.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'for an unknown reason';
  if (error.cause instanceof Error) return reasonOf(error.cause);
  // Node tries each address of a name, and tells of all of them at once.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const line = error.message.split('\n')[0]?.replace(/\.$/, '');
  return line || error.name;
}
