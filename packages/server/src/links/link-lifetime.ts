import type { LinkPurpose } from '@portico/core';
import type { LinkRow } from '../postgres/links.ts';

/** How long a member of staff can sign in by a mail, in seconds: whoever asked for it is waiting for it. */
export const staffSignInLifetime = 15 * 60;

/** How long a link works, in seconds from sending. */
export function linkLifetime(lifetimes: Readonly<Record<LinkPurpose, number>>, purpose: LinkRow['purpose']): number {
  return purpose === 'staff-sign-in' ? staffSignInLifetime : lifetimes[purpose];
}
