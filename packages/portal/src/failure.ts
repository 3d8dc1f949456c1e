import { isPorticoError, PorticoError } from '@portico/core';

/** The codes that a route group may answer beside the common ones. */
export type ErrorsOf<Group> = {
  [Method in keyof Group]: Group[Method] extends { errors: readonly (infer Code)[] } ? Code : never;
}[keyof Group];

/** What any call may fail with. */
export type CommonErrorCode =
  | 'invalid-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'too-large'
  | 'unsupported'
  | 'server-error'
  | 'unavailable'
  | 'network'
  | 'timeout'
  | 'bad-answer';

/** What was thrown, as the port's error. A mistake of ours is reported too, and looks to people like a server's. */
export function failureOf(thrown: unknown): PorticoError {
  if (isPorticoError(thrown)) return thrown;
  reportError(thrown);
  return new PorticoError('server-error', { cause: thrown });
}
