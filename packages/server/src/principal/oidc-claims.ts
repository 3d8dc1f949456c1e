import {
  emailProblem,
  Id,
  isPermission,
  line,
  type Permission,
  PorticoError,
  type StaffPrincipal,
} from '@portico/core';
import type { OidcConfig } from '../config.ts';

/** What is believed of a claim set whose signature, issuer, audience and time have been checked. */
export type Claims = Readonly<Record<string, unknown>>;

/** How the claims of the company's tokens are to be read. */
export type ClaimRules = Pick<OidcConfig, 'source' | 'permissionsClaim' | 'accounts'>;

/** As many ids as a token of our own may name. */
const maxAccounts = 1000;

const Name = line(200);

/**
 * The member of staff whom the claims of the company's issuer speak of. A claim that is missing or cannot be used is
 * `forbidden` and named: the proof holds, so that a fresh token would change nothing.
 */
export function staffOfClaims(claims: Claims, { source, permissionsClaim, accounts }: ClaimRules): StaffPrincipal {
  const email = emailOf(claims);
  const name = Name.safeParse(claims.name);
  return {
    kind: 'staff',
    email,
    name: name.success ? name.data : email,
    source,
    permissions: new Set(permissionsOf(findClaim(claims, permissionsClaim))),
    accounts: accounts === 'all' || accounts === 'served' ? accounts : idsOf(findClaim(claims, accounts), accounts),
  };
}

function emailOf({ email, email_verified }: Claims): string {
  if (typeof email !== 'string' || emailProblem(email)) throw unusable('email', 'an email address');
  // Some issuers write it as a text.
  if (email_verified === false || email_verified === 'false')
    throw unusable('email_verified', 'true where it is there');
  return email;
}

/** Permissions of other systems stand in the same claim, so that unknown ones are passed over. */
function permissionsOf(claim: unknown): Permission[] {
  const names: unknown[] = typeof claim === 'string' ? claim.split(/\s+/) : Array.isArray(claim) ? claim : [];
  return names.filter(isPermission);
}

function idsOf(claim: unknown, name: string): string[] {
  if (!Array.isArray(claim) || claim.length > maxAccounts) throw unusable(name, 'a list of account ids');
  return claim.map(id => {
    const parsed = Id.safeParse(id);
    if (!parsed.success) throw unusable(name, 'a list of account ids');
    return parsed.data;
  });
}

/** A claim by its name, which may be a URL with dots in it, or else by its path, such as `realm_access.roles`. */
function findClaim(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split('.')
    .reduce<unknown>((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), claims);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function unusable(claim: string, expected: string): PorticoError {
  return new PorticoError('forbidden', { message: `the company's token needs the claim ${claim}: ${expected}` });
}
