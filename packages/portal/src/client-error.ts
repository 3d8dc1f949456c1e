import { type ErrorCode, isPorticoError, type links, PorticoError, type session } from '@portico/core';
import { en } from './texts/en.ts';

type ErrorsOf<Group> = {
  [Method in keyof Group]: Group[Method] extends { errors: readonly (infer Code)[] } ? Code : never;
}[keyof Group];

/** What any call may fail with. */
type CommonErrorCode =
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

/** Every code that a client can meet in the portal. */
export type ClientErrorCode = ErrorsOf<typeof session> | ErrorsOf<typeof links> | CommonErrorCode;

/** What was thrown, as the port's error. A mistake of ours is reported too, and looks to the client like a server's. */
export function failureOf(thrown: unknown): PorticoError {
  if (isPorticoError(thrown)) return thrown;
  reportError(thrown);
  return new PorticoError('server-error', { cause: thrown });
}

/** Its text; a code that no page should meet is told like a server's error. */
export function failureText({ code, retryAfter }: PorticoError): string {
  return en.errors[isClientErrorCode(code) ? code : 'server-error'](retryAfter);
}

function isClientErrorCode(code: ErrorCode): code is ClientErrorCode {
  return Object.hasOwn(en.errors, code);
}
