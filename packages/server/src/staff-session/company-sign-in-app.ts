import { emailKey, type StaffPrincipal } from '@portico/core';
import { Hono } from 'hono';
import type { DeviceCookie } from '../auth/device.ts';
import type { GuessLimit } from '../auth/guess-limit.ts';
import { type ConnectionBindings, clientNetwork } from '../http/client-address.ts';
import type { ServerCookie } from '../http/server-cookie.ts';
import type { Log } from '../log.ts';
import type { Database } from '../postgres/database.ts';
import { findStaff } from '../postgres/staff.ts';
import type { StaffDirectory } from '../postgres/staff-directory.ts';
import type { CompanySignIn } from './company-sign-in.ts';
import type { PendingSignIns } from './pending-sign-in.ts';
import { type SignInFailure, signInFailure } from './sign-in-problem.ts';
import { openStaffSession, staffSessionLifetime } from './stored-session.ts';

interface CompanySignInDependencies {
  database: Database;
  /** The issuer's address. */
  issuer: string;
  directory: StaffDirectory;
  company: CompanySignIn;
  pending: PendingSignIns;
  /** The cookie of the session that is opened. */
  cookie: ServerCookie;
  device: DeviceCookie;
  limit: GuessLimit;
  /** How many proxies of ours stand in front. */
  trustedProxies: number;
  now: () => Date;
  log: Log;
}

export type CompanySignInApp = Hono<{ Bindings: ConnectionBindings }>;

/**
 * The two addresses of the sign-in at the company: where it begins, and where the issuer sends people back to. They
 * answer with redirects only, to the issuer or to a page of ours; nothing in a request says where to.
 */
export function companySignInApp(dependencies: CompanySignInDependencies): CompanySignInApp {
  const { company, pending, cookie, device, limit, trustedProxies, log } = dependencies;
  const app: CompanySignInApp = new Hono();

  const refuse = (answer: Headers, failure: SignInFailure) => {
    log({ event: 'staff.sign-in.refused', ...failure });
    return redirect(answer, `/admin/sign-in?problem=${failure.problem}`);
  };

  app.get('/', async () => {
    const answer = new Headers();
    try {
      const begun = await company.begin();
      await pending.keep(answer, begun.pending);
      return redirect(answer, begun.url.href);
    } catch (error) {
      return refuse(answer, signInFailure(error));
    }
  });

  app.get('/callback', async c => {
    const answer = new Headers();
    const { headers } = c.req.raw;
    try {
      const counters = limit.companySignInCounters(clientNetwork(c.env, headers, trustedProxies));
      await limit.take(counters);
      const begun = await pending.take(headers, answer);
      if (!begun) return refuse(answer, notBegun);
      const person = await company.finish(new URL(c.req.url).search, begun);
      const secret = await openSession(person, cookie.read(headers), dependencies);
      await limit.giveBack(dependencies.database.db, counters);
      cookie.write(answer, secret, staffSessionLifetime);
      device.remember(answer, emailKey(person.email));
      return redirect(answer, '/admin/');
    } catch (error) {
      return refuse(answer, signInFailure(error));
    }
  });

  return app;
}

const notBegun: SignInFailure = {
  level: 'info',
  problem: 'expired',
  reason: 'this browser has not begun to sign in, or too long ago',
};

/** Opens a session with what the issuer says. The person is known from it, as from a token. */
async function openSession(
  person: StaffPrincipal,
  previous: string | undefined,
  { database, issuer, directory, now }: CompanySignInDependencies,
): Promise<string> {
  await directory.know(person);
  const [member] = await findStaff(database.db, [person.email]);
  if (!member) throw new Error('somebody who is known is not in the directory');
  const { source, permissions, accounts } = person;
  const claims = {
    issuer,
    source,
    permissions: [...permissions],
    accounts: typeof accounts === 'string' ? accounts : [...accounts],
  };
  const session = { staffId: member.id, claims, previous, now: now() };
  return (await database.transaction(tx => openStaffSession(tx, session))).secret;
}

function redirect(headers: Headers, location: string): Response {
  headers.set('location', location);
  headers.set('cache-control', 'no-store');
  return new Response(null, { status: 302, headers });
}
