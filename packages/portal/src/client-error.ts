import type { links, PorticoError, session } from '@portico/core';
import { type CommonErrorCode, type ErrorsOf, textOf } from './failure.ts';
import { en } from './texts/en.ts';

/** Every code that a client can meet in the portal. */
export type ClientErrorCode = ErrorsOf<typeof session> | ErrorsOf<typeof links> | CommonErrorCode;

/** The text of a failure for a client, if there is one. */
export function failureText(failure: PorticoError | undefined): string | undefined {
  return textOf(failure, en.errors);
}
