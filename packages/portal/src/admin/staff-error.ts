import type { accounts, contacts, PorticoError, settings, staffSession } from '@portico/core';
import { type CommonErrorCode, type ErrorsOf, textOf } from '../failure.ts';
import { en } from './texts/en.ts';

/** Every code that a member of staff can meet on the admin pages, apart from the widgets, which have texts of their own. */
export type StaffErrorCode =
  | ErrorsOf<typeof staffSession>
  | ErrorsOf<Pick<typeof contacts, 'get'>>
  | ErrorsOf<typeof accounts>
  | ErrorsOf<typeof settings>
  | CommonErrorCode;

/** The text of a failure for staff, if there is one. */
export function failureText(failure: PorticoError | undefined): string | undefined {
  return textOf(failure, en.errors);
}
