import type { accounts, contacts, ErrorCode, PorticoError, settings, staffSession } from '@portico/core';
import type { CommonErrorCode, ErrorsOf } from '../failure.ts';
import { en } from './texts/en.ts';

/** Every code that a member of staff can meet on the admin pages, apart from the widgets, which have texts of their own. */
export type StaffErrorCode =
  | ErrorsOf<typeof staffSession>
  | ErrorsOf<Pick<typeof contacts, 'get'>>
  | ErrorsOf<typeof accounts>
  | ErrorsOf<typeof settings>
  | CommonErrorCode;

/** The text of a failure, if there is one; a code that no page should meet is told like a server's error. */
export function failureText(failure: PorticoError | undefined): string | undefined {
  return failure && en.errors[isStaffErrorCode(failure.code) ? failure.code : 'server-error'](failure.retryAfter);
}

function isStaffErrorCode(code: ErrorCode): code is StaffErrorCode {
  return Object.hasOwn(en.errors, code);
}
