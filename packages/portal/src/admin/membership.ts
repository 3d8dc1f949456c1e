import { type Account, dateIn } from '@portico/core';

/** Where a client's membership stands, as far as a page can say. */
export type Membership = 'unlimited' | 'running' | 'ended';

/**
 * The portal's own time zone is not known here, so a membership counts as ended once its last day is over everywhere:
 * never too early.
 */
export function membershipOf({ membershipEnd }: Pick<Account, 'membershipEnd'>, now: Date): Membership {
  if (membershipEnd === null) return 'unlimited';
  return membershipEnd < dateIn('Etc/GMT+12', now) ? 'ended' : 'running';
}
