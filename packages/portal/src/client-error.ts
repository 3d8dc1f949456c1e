import type { ErrorCode, links, PorticoError, session } from '@portico/core';
import type { CommonErrorCode, ErrorsOf } from './failure.ts';
import { en } from './texts/en.ts';

/** Every code that a client can meet in the portal. */
export type ClientErrorCode = ErrorsOf<typeof session> | ErrorsOf<typeof links> | CommonErrorCode;

/** The text of a failure, if there is one; a code that no page should meet is told like a server's error. */
export function failureText(failure: PorticoError | undefined): string | undefined {
  return failure && en.errors[isClientErrorCode(failure.code) ? failure.code : 'server-error'](failure.retryAfter);
}

function isClientErrorCode(code: ErrorCode): code is ClientErrorCode {
  return Object.hasOwn(en.errors, code);
}
