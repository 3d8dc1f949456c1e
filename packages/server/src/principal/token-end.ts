import { PorticoError } from '@portico/core';

/** When a token ends, by its claim `exp`. Throws `unauthenticated` where that is beyond all time. */
export function tokenEnd(exp: number): Date {
  const end = new Date(exp * 1000);
  if (Number.isNaN(end.getTime())) {
    throw new PorticoError('unauthenticated', { message: 'the end of the token is no time' });
  }
  return end;
}
