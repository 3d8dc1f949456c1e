import { emailKey, emailProblem, PorticoError, type StaffSession } from '@portico/core';
import type { DeviceCookie } from '../auth/device.ts';
import type { GuessLimit } from '../auth/guess-limit.ts';
import type { ServerConfig } from '../config.ts';
import type { ServerCookie } from '../http/server-cookie.ts';
import type { KeyRing } from '../keys.ts';
import { readLinkToken } from '../links/link-token.ts';
import { retryConflicts } from '../postgres/conflicts.ts';
import type { Database } from '../postgres/database.ts';
import { consumeLink, type FoundStaffLink, findStaffLink, linkState } from '../postgres/links.ts';
import type { StaffProof, StaffTokens } from '../principal/staff-token.ts';
import type { ServerOperations } from '../server-operations.ts';
import { companySignInPath } from './company-sign-in.ts';
import { rightsByMail, type StaffRights } from './staff-rights.ts';
import { closeStaffSession, openStaffSession, staffSessionLifetime } from './stored-session.ts';

export interface StaffSessionDependencies {
  database: Database;
  config: ServerConfig;
  cookie: ServerCookie;
  device: DeviceCookie;
  limit: GuessLimit;
  linkKeys: KeyRing;
  tokens: StaffTokens;
  /** Keeps the wish for a sign-in mail until it is fulfilled. */
  requestStaffLink: (email: string) => Promise<void>;
  now: () => Date;
}

/** The most seconds that a page's token lives; it asks for another one while the session lasts. */
const tokenLifetime = 900;

/** Staff on the admin pages: how they can sign in, by a mail, who they are, a token for the widgets, sign out. */
export function staffSessionOperations({
  database,
  config,
  cookie,
  device,
  limit,
  linkKeys,
  tokens,
  requestStaffLink,
  now,
}: StaffSessionDependencies): NonNullable<ServerOperations['staffSession']> {
  const company = config.oidc?.clientId ? { name: config.oidc.name, url: companySignInPath } : null;

  async function find(token: string): Promise<FoundStaffLink & { rights: StaffRights }> {
    const ref = readLinkToken(linkKeys, token);
    const found = ref?.purpose === 'staff-sign-in' ? await findStaffLink(database.db, ref.id) : undefined;
    const rights = found && rightsByMail(found.staff.email, config);
    // One that was mailed before the configuration changed is none any more.
    if (!rights) throw new PorticoError('link-invalid');
    return { ...found, rights };
  }

  return {
    ways: async () => ({ mail: company === null || config.admins.length > 0, company }),

    async requestLink({ email }, { network, headers }) {
      const login = emailProblem(email) ? undefined : emailKey(email);
      await limit.take(limit.staffMailCounters(network, login ?? email));
      // Nobody has such a text for an address, and not every text can be kept.
      if (login === undefined) return { done: true };
      // In silence: the answer is the same, whatever is known of an address.
      if (await limit.allowsMail(login, device.isKnown(headers, login))) await requestStaffLink(email);
      return { done: true };
    },

    async signIn({ token }, { headers, answer }) {
      const found = await find(token);
      assertOpen(found, now());
      const { staff, rights } = found;
      const login = emailKey(staff.email);
      const opened = await retryConflicts(() =>
        database.transaction(async tx => {
          const used = await consumeLink(tx, { id: found.link.id, now: now() });
          if (!used) return undefined;
          await limit.forgive(tx, login);
          return openStaffSession(tx, { staffId: staff.id, claims: null, previous: cookie.read(headers), now: now() });
        }),
      );
      if (!opened) {
        assertOpen(await find(token), now());
        throw new PorticoError('link-used');
      }
      const { secret, expiresAt } = opened;
      cookie.write(answer, secret, staffSessionLifetime);
      device.remember(answer, login);
      const { email, name } = staff;
      return sessionOf({ principal: { kind: 'staff', email, name, ...rights }, expiresAt });
    },

    get: async (_, { staff }) => sessionOf(signedIn(staff)),

    async token(_, { staff }) {
      const { principal, expiresAt } = signedIn(staff);
      const { email, name, source, permissions, accounts } = principal;
      const left = Math.floor((expiresAt.getTime() - now().getTime()) / 1000);
      return tokens.issue({
        staff: { email, name },
        source,
        permissions: [...permissions],
        ...(accounts === 'all' ? {} : { accounts: accounts === 'served' ? accounts : [...accounts] }),
        expiresIn: Math.min(tokenLifetime, left),
      });
    },

    async signOut(_, { headers, answer }) {
      const secret = cookie.read(headers);
      if (secret !== undefined) await closeStaffSession(database.db, secret);
      cookie.clear(answer);
      return { done: true };
    },
  };
}

function assertOpen({ link, staff }: FoundStaffLink, now: Date): void {
  if (!staff.active) throw new PorticoError('user-deactivated');
  const state = linkState(link, now);
  if (state !== 'open') throw new PorticoError(`link-${state}`);
}

function sessionOf({ principal, expiresAt }: StaffProof): StaffSession {
  const { name, email, permissions } = principal;
  return { name, email, permissions: [...permissions], expiresAt: expiresAt.toISOString() };
}

function signedIn(staff: StaffProof | undefined): StaffProof {
  if (!staff) throw new PorticoError('unauthenticated');
  return staff;
}
