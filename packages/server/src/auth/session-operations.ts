import { type ClientPrincipal, emailKey, emailProblem, PorticoError, type Session } from '@portico/core';
import { and, eq } from 'drizzle-orm';
import { passCookies } from '../http/server-cookie.ts';
import { retryConflicts } from '../postgres/conflicts.ts';
import type { Database, Queries } from '../postgres/database.ts';
import { homeOf } from '../postgres/home.ts';
import type { PortalSettings } from '../postgres/portal-settings.ts';
import { authAccounts } from '../postgres/schema/auth.ts';
import { contacts } from '../postgres/schema/contact.ts';
import { users } from '../postgres/schema/user.ts';
import type { ServerOperations } from '../server-operations.ts';
import type { AuthLibrary } from './auth-library.ts';
import type { DeviceCookie } from './device.ts';
import type { GuessLimit } from './guess-limit.ts';

export interface SessionDependencies {
  database: Database;
  auth: AuthLibrary;
  device: DeviceCookie;
  limit: GuessLimit;
  settings: PortalSettings;
  now: () => Date;
}

/** Sign in, sign out, who am I, what is open to me. */
export async function sessionOperations(
  dependencies: SessionDependencies,
): Promise<NonNullable<ServerOperations['session']>> {
  const { database, auth, device, limit, settings, now } = dependencies;
  // Checked where there is no password to check, so that both take the same time.
  const decoy = await auth.hash(crypto.randomUUID());

  return {
    get: (_, { userId }) => sessionOf(database.db, signedIn(userId)),

    async signIn({ email, password }, call) {
      const login = emailProblem(email) ? email : emailKey(email);
      const known = emailProblem(email) ? undefined : await findLogin(database.db, login);
      const counters = limit.signInCounters(login, call.network, device.isKnown(call.headers, login));
      await limit.take(counters);
      const matches = await auth.matches(password, known?.hash ?? decoy);
      if (!known?.hash || !matches) throw new PorticoError('wrong-credentials');
      const opened = await retryConflicts(() =>
        database.transaction(async tx => {
          // Locked, so that nobody is signed in by a race with their deactivation or erasure.
          const [user] = await tx.select().from(users).where(eq(users.id, known.userId)).for('share');
          // Checking a password takes long: it, or the address, may be another one by now.
          const current = await findLogin(tx, login);
          if (current?.userId !== known.userId || current.hash !== known.hash) {
            throw new PorticoError('wrong-credentials');
          }
          await limit.giveBack(tx, counters);
          if (user?.state !== 'active') return undefined;
          // A transaction that is repeated leaves the cookies of its first run behind.
          const answer = new Headers();
          await auth.openSession(tx, user.id, { ...call, answer });
          return { session: await sessionOf(tx, user.id), answer };
        }),
      );
      if (!opened) throw new PorticoError('user-deactivated');
      passCookies(opened.answer, call.answer);
      device.remember(call.answer, login);
      return opened.session;
    },

    async signOut(_, { headers, answer }) {
      await auth.signOut(headers, answer);
      return { done: true };
    },

    home: (_, { userId }) => homeOf(database.db, { userId: signedIn(userId), settings, now: now() }),
  };
}

/** The client a request's cookies speak for; nobody where the login has been deactivated since. */
export function clientOf(database: Database, auth: AuthLibrary) {
  return async (headers: Headers, answer: Headers): Promise<ClientPrincipal | undefined> => {
    const userId = await auth.sessionUser(headers, answer);
    if (!userId) return undefined;
    const [active] = await database.db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.state, 'active')));
    return active && { kind: 'client', userId };
  };
}

/** The person behind a login, as they see themselves. */
async function sessionOf(db: Queries, userId: string): Promise<Session> {
  const [person] = await db
    .select({ firstName: contacts.firstName, lastName: contacts.lastName, email: contacts.email })
    .from(users)
    .innerJoin(contacts, eq(contacts.id, users.contactId))
    .where(eq(users.id, userId));
  if (!person) throw new PorticoError('unauthenticated');
  return { ...person, email: person.email ?? '' };
}

async function findLogin(db: Queries, login: string) {
  const [row] = await db
    .select({ userId: users.id, hash: authAccounts.password })
    .from(users)
    .leftJoin(authAccounts, and(eq(authAccounts.userId, users.id), eq(authAccounts.providerId, 'credential')))
    .where(eq(users.loginKey, login));
  return row;
}

function signedIn(userId: string | undefined): string {
  if (!userId) throw new PorticoError('unauthenticated');
  return userId;
}
