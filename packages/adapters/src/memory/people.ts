import { compareKeys, dateIn, emailKey, emailProblem, type PreflightFacts, sortKey, standing } from '@portico/core';
import { accountsOpenTo, idOf, isAccountInScope, isContactInScope } from './scope.ts';
import type { AccountRow, ContactRow, Context } from './state.ts';

/** Who an address belongs to, as far as the caller may know. */
interface Person {
  contact: ContactRow | null;
  /** Whether somebody out of the caller's scope has this address as their login. */
  isTakenElsewhere: boolean;
}

/** Prefers the contact with the login, then one of the account in question, then the oldest. */
export function findPerson(context: Context, account: AccountRow, email: string): Person {
  const key = emailKey(email);
  const all = context.state.contacts.filter(row => row.email !== null && emailKey(row.email) === key);
  const known = all.filter(row => isContactInScope(context, row));
  const contact =
    known.find(row => row.user) ?? known.find(row => row.account === account) ?? known.find(() => true) ?? null;
  return { contact, isTakenElsewhere: !contact?.user && all.some(row => row.user) };
}

/** What the preflight rule wants to know of an address. */
export function preflightFacts(context: Context, account: AccountRow, email: string): PreflightFacts {
  const { state, principal } = context;
  const { permissions } = principal;
  const accountStanding = standing({ user: null, account }, dateIn(state.settings.timeZone, state.now()));
  const caller = { permissions, accountStanding };
  const unknown = { ...caller, email, isStaff: false, contact: null, user: null, hasAccessSince: null, elsewhere: [] };
  if (emailProblem(email)) return unknown;
  const { contact } = findPerson(context, account, email);
  const isStaff = state.staff.some(row => row.key === emailKey(email));
  if (!contact) return { ...unknown, isStaff };
  const own = state.access.find(
    ({ account: opened, person }) => opened === account && 'contact' in person && person.contact === contact,
  );
  return {
    ...caller,
    email,
    isStaff,
    contact: {
      id: idOf(context, contact),
      firstName: contact.firstName,
      lastName: contact.lastName,
      phone: contact.phone,
      jobTitle: contact.jobTitle,
    },
    user: contact.user && {
      state: contact.user.state,
      lastMailAt: contact.user.lastMailAt?.toISOString() ?? null,
    },
    hasAccessSince: own?.grantedAt.toISOString() ?? null,
    elsewhere: accountsOpenTo(context, contact)
      .filter(other => other !== account && isAccountInScope(context, other))
      .sort((a, b) => compareKeys(sortKey(a.market, a.name), sortKey(b.market, b.name)))
      // As many as a verdict can name; the contact's own tab lists all.
      .slice(0, 100)
      .map(other => ({ id: idOf(context, other), market: other.market, name: other.name })),
  };
}
