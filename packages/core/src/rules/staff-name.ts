import { emailKey, emailProblem } from './identity-key.ts';

/** A member of staff has one name; the last word of it is taken as the last name. */
export function splitName(name: string): { firstName: string; lastName: string } {
  const space = name.lastIndexOf(' ');
  return { firstName: space < 0 ? '' : name.slice(0, space), lastName: name.slice(space + 1) };
}

/** Whether a name says more than the address, which stands in its place where a token names nobody. */
export function isOwnName({ email, name }: { email: string; name: string }): boolean {
  return emailProblem(name) !== undefined || emailKey(name) !== emailKey(email);
}
