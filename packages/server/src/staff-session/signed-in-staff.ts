import { isPermission } from '@portico/core';
import type { ServerConfig } from '../config.ts';
import type { ServerCookie } from '../http/server-cookie.ts';
import type { Database } from '../postgres/database.ts';
import type { StaffProof } from '../principal/staff-token.ts';
import { rightsByMail, type StaffRights } from './staff-rights.ts';
import { findStaffSession } from './stored-session.ts';

interface SessionDependencies {
  database: Database;
  cookie: ServerCookie;
  config: ServerConfig;
  now: () => Date;
}

/**
 * The member of staff a request's cookie speaks for; nobody where the session has ended, the person was deactivated, or
 * the configuration no longer lets them in the way they came: by an issuer that it does not know, or by a mail.
 */
export function signedInStaff({ database, cookie, config, now }: SessionDependencies) {
  return async (headers: Headers): Promise<StaffProof | undefined> => {
    const secret = cookie.read(headers);
    const found = secret === undefined ? undefined : await findStaffSession(database.db, secret, now());
    if (!found) return undefined;
    const { session, staff } = found;
    const { email, name } = staff;
    const rights = session.claims ? rightsByClaims(session.claims, config) : rightsByMail(email, config);
    return rights && { principal: { kind: 'staff', email, name, ...rights }, expiresAt: session.expiresAt };
  };
}

type StoredClaims = NonNullable<NonNullable<Awaited<ReturnType<typeof findStaffSession>>>['session']['claims']>;

/** What the issuer has said at the sign-in holds until the session ends; the person is asked to sign in again then. */
function rightsByClaims(claims: StoredClaims, { oidc }: ServerConfig): StaffRights | undefined {
  if (oidc?.clientId === undefined || oidc.issuer !== claims.issuer) return undefined;
  const { source, permissions, accounts } = claims;
  return { source, permissions: new Set(permissions.filter(isPermission)), accounts };
}
