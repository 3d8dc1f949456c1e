import { canonicalJson } from '../canonical-json.ts';
import { type ErrorCode, isPorticoError, type PorticoError } from '../errors.ts';

/** Fails unless two plain values are the same in every part. */
export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  const [left, right] = [actual, expected].map(canonicalJson);
  if (left !== right) throw new Error(`${what}: expected ${right}, got ${left}`);
}

export function ok(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`expected ${what}`);
}

/** Fails unless the promise rejects with a `PorticoError` of this code; answers the error. */
export async function rejects(promise: Promise<unknown>, code: ErrorCode): Promise<PorticoError> {
  const outcome = await promise.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('value' in outcome) throw new Error(`expected ${code}, got an answer: ${JSON.stringify(outcome.value)}`);
  if (!isPorticoError(outcome.error)) throw outcome.error;
  equal(outcome.error.code, code, 'error code');
  return outcome.error;
}
