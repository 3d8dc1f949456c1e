import { getCurrentDBAdapterAsyncLocalStorage } from '@better-auth/core/context';
import { APIError } from '@better-auth/core/error';
import type { BetterAuthPlugin } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import pLimit from 'p-limit';
import * as z from 'zod';
import { passCookies } from '../http/server-cookie.ts';
import type { Key, KeyRing } from '../keys.ts';
import type { Database, Transaction } from '../postgres/database.ts';
import { authAccounts, authSessions, authUsers, authVerifications } from '../postgres/schema/auth.ts';
import { withCurrentSignature } from './session-cookie.ts';

const adapterConfig = {
  provider: 'pg' as const,
  transaction: false,
  schema: {
    user: authUsers,
    session: authSessions,
    account: authAccounts,
    verification: authVerifications,
  },
};

const addressHeader = 'x-portico-address';

/**
 * Passwords of all requests are hashed two at a time. Hashing takes a thread of Node's pool, which has four by itself, for
 * long. Checking a token and opening a connection to the database need one too, for a moment, and must not wait in line
 * behind many of them.
 */
const hashing = pLimit(2);

export interface AuthLibraryOptions {
  database: Database;
  publicOrigin: string;
  /** What session cookies are signed with. */
  keys: KeyRing;
}

/**
 * The auth library (better-auth), used from here only and only by calls: none of its routes is served. It keeps
 * password hashes and sessions; addresses, links, limits and states are ours.
 */
export function authLibrary({ database, publicOrigin, keys }: AuthLibraryOptions) {
  const secret = secretOf(keys.current);
  const auth = betterAuth({
    appName: 'Portico',
    baseURL: publicOrigin,
    basePath: '/v1/auth',
    // As a list, over which no variable of the library's own wins.
    secrets: [{ version: 1, value: secret }],
    trustedOrigins: [publicOrigin],
    database: drizzleAdapter(database.db, adapterConfig),
    emailAndPassword: { enabled: true, disableSignUp: true },
    session: { expiresIn: 7 * 86_400, updateAge: 86_400 },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'portico',
      useSecureCookies: publicOrigin.startsWith('https:'),
      database: { generateId: () => crypto.randomUUID() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [openSessionPlugin()],
  });

  /**
   * Runs `work` so that each of the library's queries joins our transaction. `isTransactionActive` lets its own
   * transactions join too, where another would wait for ever on a database of one connection.
   */
  async function within<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
    const current = await getCurrentDBAdapterAsyncLocalStorage();
    const adapter = drizzleAdapter(tx, adapterConfig)(auth.options);
    return current.run({ adapter, pendingHooks: [], isTransactionActive: true }, work);
  }

  /** The request's headers as the library takes them, whichever of our keys has signed the session's cookie. */
  async function recognised(headers: Headers): Promise<Headers> {
    const { name } = (await auth.$context).authCookies.sessionToken;
    return withCurrentSignature(headers, name, [secret, ...keys.all.slice(1).map(secretOf)]);
  }

  return {
    async hash(password: string): Promise<string> {
      const library = await auth.$context;
      return hashing(() => library.password.hash(password));
    },

    async matches(password: string, hash: string): Promise<boolean> {
      const library = await auth.$context;
      return hashing(() => library.password.verify({ password, hash }));
    },

    /** Sets a user's password, the first one or another, and ends every session. */
    async setPassword(tx: Transaction, userId: string, hash: string): Promise<void> {
      const { internalAdapter } = await auth.$context;
      await within(tx, async () => {
        if (await internalAdapter.findUserById(userId)) {
          await internalAdapter.updatePassword(userId, hash);
          await internalAdapter.deleteUserSessions(userId);
          return;
        }
        const email = `${userId}@users.portico.invalid`;
        await internalAdapter.createUser(
          { id: userId, email, name: userId, emailVerified: true },
          { method: 'email-password' },
        );
        await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: hash });
      });
    },

    /** Signs a user in: a new session, whose cookie goes to `answer`. */
    async openSession(tx: Transaction, userId: string, call: { headers: Headers; network: string; answer: Headers }) {
      const headers = new Headers(call.headers);
      headers.set(addressHeader, call.network.replace('::/64', '::'));
      const result = await within(tx, () => auth.api.openSession({ body: { userId }, headers, returnHeaders: true }));
      passCookies(result.headers, call.answer);
    },

    /** The user whose session the cookie names, or undefined. A session in use is prolonged. */
    async sessionUser(headers: Headers, answer: Headers): Promise<string | undefined> {
      const result = await auth.api.getSession({ headers: await recognised(headers), returnHeaders: true });
      passCookies(result.headers, answer);
      return result.response?.user.id;
    },

    async signOut(headers: Headers, answer: Headers): Promise<void> {
      const own = await recognised(headers);
      const session = await auth.api.getSession({ headers: own, query: { disableRefresh: true } });
      // The library says nothing where it cannot delete one, and the session would live on.
      if (session) await (await auth.$context).internalAdapter.deleteSession(session.session.token);
      const result = await auth.api.signOut({ headers: own, returnHeaders: true });
      passCookies(result.headers, answer);
    },
  };
}

export type AuthLibrary = ReturnType<typeof authLibrary>;

/** An operation that has no path, so that no request can reach it. */
function openSessionPlugin() {
  return {
    id: 'portico',
    endpoints: {
      openSession: createAuthEndpoint.serverOnly(
        { method: 'POST', requireHeaders: true, body: z.object({ userId: z.string() }) },
        async ctx => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
          if (!user) throw new APIError('NOT_FOUND');
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return { expiresAt: session.expiresAt };
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

function secretOf({ key }: Key): string {
  return Buffer.from(key).toString('base64url');
}
