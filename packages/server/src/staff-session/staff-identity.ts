import type { DeviceCookie } from '../auth/device.ts';
import type { GuessLimit } from '../auth/guess-limit.ts';
import type { ServerConfig } from '../config.ts';
import { serverCookie } from '../http/server-cookie.ts';
import type { ServerKeys } from '../keys.ts';
import type { Log } from '../log.ts';
import type { Database } from '../postgres/database.ts';
import { staffDirectory } from '../postgres/staff-directory.ts';
import type { Identity } from '../principal/authenticate.ts';
import { oidcIssuer } from '../principal/oidc-issuer.ts';
import { eitherIssuer, oidcTokens } from '../principal/oidc-tokens.ts';
import type { StaffTokens } from '../principal/staff-token.ts';
import type { ServerOperations } from '../server-operations.ts';
import { companySignIn, companySignInPath } from './company-sign-in.ts';
import { type CompanySignInApp, companySignInApp } from './company-sign-in-app.ts';
import { pendingSignIns } from './pending-sign-in.ts';
import { signedInStaff } from './signed-in-staff.ts';
import { staffSessionOperations } from './staff-session-operations.ts';

interface StaffIdentityOptions {
  config: ServerConfig;
  keys: ServerKeys;
  database: Database;
  tokens: StaffTokens;
  device: DeviceCookie;
  limit: GuessLimit;
  requestStaffLink: (email: string) => Promise<void>;
  now: () => Date;
  log: Log;
}

/** How staff are known: by tokens, ours and the company's, and by the session of the admin pages. */
export interface StaffIdentity extends Required<Pick<Identity, 'staff' | 'staffSession'>> {
  operations: NonNullable<ServerOperations['staffSession']>;
  /** The addresses of the sign-in at the company; absent where none is configured. */
  companyApp?: CompanySignInApp;
}

export function staffIdentity(options: StaffIdentityOptions): StaffIdentity {
  const { config, keys, database, tokens, device, limit, now, log } = options;
  const { oidc, publicOrigin, trustedProxies } = config;
  const isSecure = publicOrigin.startsWith('https:');
  const cookie = serverCookie({ name: 'portico.staff', isSecure });
  const known = {
    staff: tokens.verify,
    staffSession: signedInStaff({ database, cookie, config, now }),
    operations: staffSessionOperations({ ...options, cookie, linkKeys: keys.link }),
  };
  if (!oidc) return known;

  const issuer = oidcIssuer({ issuer: oidc.issuer, now, log });
  const staff = eitherIssuer(tokens.verify, oidcTokens(issuer, oidc), oidc);
  const { clientId } = oidc;
  if (clientId === undefined) return { ...known, staff };
  const pending = pendingSignIns({
    cookie: serverCookie({ name: 'portico.sign-in', isSecure }),
    keys: keys.signIn,
    now,
  });
  const redirectUri = `${publicOrigin}${companySignInPath}/callback`;
  const company = companySignIn({ issuer, config: { ...oidc, clientId }, redirectUri });
  const directory = staffDirectory(database, now);
  const shared = { database, cookie, device, limit, trustedProxies, now, log };
  return {
    ...known,
    staff,
    companyApp: companySignInApp({ ...shared, issuer: oidc.issuer, directory, company, pending }),
  };
}
