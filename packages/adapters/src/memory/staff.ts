import { emailKey, isOwnName, PorticoError } from '@portico/core';
import type { Context, StaffRow } from './state.ts';

interface Named {
  email: string;
  name: string;
}

/** The member of staff who calls, added to the directory where new: only a person's own token names them. */
export function knowStaff(state: Context['state'], person: Named): void {
  const staff = addStaff(state, person);
  if (isOwnName(person)) staff.name = person.name;
}

/**
 * The staff whom a record names. A record adds people and renames nobody. The directory is everybody's, so a caller who
 * sees only some accounts adds nobody either: an address in it is refused as a client everywhere.
 */
export function staffOfRecord({ state, principal }: Context, people: Named[]): StaffRow[] {
  if (principal.accounts !== 'all' && people.some(({ email }) => !findStaff(state, email))) {
    throw new PorticoError('forbidden');
  }
  return people.map(person => addStaff(state, person));
}

function addStaff(state: Context['state'], { email, name }: Named): StaffRow {
  const known = findStaff(state, email);
  if (known) return known;
  const staff = { uuid: crypto.randomUUID(), key: emailKey(email), email, name };
  state.staff.push(staff);
  return staff;
}

function findStaff(state: Context['state'], email: string): StaffRow | undefined {
  const key = emailKey(email);
  return state.staff.find(row => row.key === key);
}
