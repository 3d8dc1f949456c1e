import type { AccessStatus, Standing } from '../access.ts';
import type { UserState } from '../user.ts';

/** What is known of one person's access to one account; `user` is null for staff, who never register. */
export interface AccessFacts {
  user: { state: UserState; isRegistered: boolean } | null;
  account: { active: boolean; membershipEnd: string | null };
}

/** PENDING until the person has completed registration; it says nothing of whether the access opens anything. */
export function accessStatus({ user }: AccessFacts): AccessStatus {
  return user && !user.isRegistered ? 'PENDING' : 'COMPLETE';
}

/**
 * Whether the access opens anything on a given day, and if not, why.
 * @param today - The date in the portal's time zone, `YYYY-MM-DD`; a membership still counts on its end date.
 */
export function standing({ user, account }: AccessFacts, today: string): Standing {
  if (user?.state === 'deactivated') return 'deactivated';
  if (!account.active) return 'account-inactive';
  if (account.membershipEnd !== null && account.membershipEnd < today) return 'membership-ended';
  return 'open';
}

/** The date of an instant in a time zone, as `YYYY-MM-DD`. */
export function dateIn(timeZone: string, instant: Date): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, ...numbers });
  formats.set(timeZone, format);
  // By its parts: how a locale puts them together changes with the version of the engine's language data.
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}

const numbers = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;

/** Making one takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();
