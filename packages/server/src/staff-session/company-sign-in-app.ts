import type { CompanySignInProblem, StaffPrincipal } from '@portico/core';
import { Hono } from 'hono';
import type { ServerCookie } from '../http/server-cookie.ts';
import type { Log } from '../log.ts';
import type { Database } from '../postgres/database.ts';
import { findStaff } from '../postgres/staff.ts';
import type { StaffDirectory } from '../postgres/staff-directory.ts';
import type { CompanySignIn } from './company-sign-in.ts';
import type { PendingSignIns } from './pending-sign-in.ts';
import { signInProblem, signInReason } from './sign-in-problem.ts';
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
  now: () => Date;
  log: Log;
}

/**
 * The two addresses of the sign-in at the company: where it begins, and where the issuer sends people back to. They
 * answer with redirects only, to the issuer or to a page of ours; nothing in a request says where to.
 */
export function companySignInApp(dependencies: CompanySignInDependencies): Hono {
  const { company, pending, cookie, log } = dependencies;
  const app = new Hono();

  const refuse = (answer: Headers, problem: CompanySignInProblem, reason: string) => {
    const level = problem === 'failed' || problem === 'unavailable' ? 'error' : 'info';
    log({ level, event: 'staff.sign-in.refused', problem, reason });
    return redirect(answer, `/admin/sign-in?problem=${problem}`);
  };

  app.get('/', async () => {
    const answer = new Headers();
    try {
      const begun = await company.begin();
      await pending.keep(answer, begun.pending);
      return redirect(answer, begun.url.href);
    } catch (error) {
      return refuse(answer, signInProblem(error), signInReason(error));
    }
  });

  app.get('/callback', async c => {
    const answer = new Headers();
    try {
      const begun = await pending.take(c.req.raw.headers, answer);
      if (!begun) return refuse(answer, 'expired', 'this browser has not begun to sign in, or too long ago');
      const person = await company.finish(new URL(c.req.url).search, begun);
      const secret = await openSession(person, cookie.read(c.req.raw.headers), dependencies);
      cookie.write(answer, secret, staffSessionLifetime);
      return redirect(answer, '/admin/');
    } catch (error) {
      return refuse(answer, signInProblem(error), signInReason(error));
    }
  });

  return app;
}

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
