import { emailKey, emailProblem, isCommonPassword, type LinkPurpose, PorticoError } from '@portico/core';
import { eq } from 'drizzle-orm';
import type { AuthLibrary } from '../auth/auth-library.ts';
import type { DeviceCookie } from '../auth/device.ts';
import type { GuessLimit } from '../auth/guess-limit.ts';
import { passCookies } from '../http/server-cookie.ts';
import type { KeyRing } from '../keys.ts';
import { retryConflicts } from '../postgres/conflicts.ts';
import type { Database, Transaction } from '../postgres/database.ts';
import { closeLinks, consumeLink, type FoundLink, findLink, linkState } from '../postgres/links.ts';
import { mails, users } from '../postgres/schema.ts';
import { activateUser } from '../postgres/users.ts';
import type { ServerOperations } from '../server-operations.ts';
import { readLinkToken } from './link-token.ts';
import { type FreshLinkDependencies, sendFreshLink } from './send-fresh-link.ts';

export interface LinkDependencies extends FreshLinkDependencies {
  database: Database;
  auth: AuthLibrary;
  device: DeviceCookie;
  limit: GuessLimit;
  linkKeys: KeyRing;
  /** Keeps the wish for a mail until it is fulfilled; does the same for every address. */
  requestRecovery: (email: string) => Promise<void>;
}

/** What the pages behind a mail's links do. */
export function linkOperations(dependencies: LinkDependencies): NonNullable<ServerOperations['links']> {
  const { database, auth, device, limit, linkKeys, now, requestRecovery } = dependencies;

  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>) => retryConflicts(() => database.transaction(work));

  /** The signature is looked at before the database is asked anything. A link for staff is none of ours. */
  const find = async (token: string): Promise<FoundLink & { purpose: LinkPurpose }> => {
    const ref = readLinkToken(linkKeys, token);
    if (!ref || ref.purpose === 'staff-sign-in') throw new PorticoError('link-invalid');
    const found = await findLink(database.db, ref.id);
    if (found?.link.purpose !== ref.purpose) throw new PorticoError('link-invalid');
    return { ...found, purpose: ref.purpose };
  };

  return {
    async describe({ token }) {
      const { link, contact, purpose } = await find(token);
      const state = linkState(link, now());
      return {
        purpose,
        state,
        email: state === 'open' ? contact.email : null,
        firstName: state === 'open' ? contact.firstName : null,
        expiresAt: link.expiresAt.toISOString(),
      };
    },

    async use({ token, password }, call) {
      const found = await find(token);
      assertOpen(found, now());
      const { link, user, contact } = found;
      if (isCommonPassword(password, contact.email ?? '')) {
        throw new PorticoError('invalid-request', { fields: { password: 'password-too-common' } });
      }
      // Slow on purpose, so it is done before the transaction, and only for a link that works.
      const hash = await auth.hash(password);
      const registered = await inTransaction(async tx => {
        // The login before its link, which is the order in which everybody takes the two.
        await tx.select({ id: users.id }).from(users).where(eq(users.id, user.id)).for('update');
        const used = await consumeLink(tx, { id: link.id, now: now() });
        if (!used) return undefined;
        const person = await activateUser(tx, { userId: user.id, now: now() });
        await auth.setPassword(tx, user.id, hash);
        await closeLinks(tx, { userId: user.id, now: now() });
        await limit.forgive(tx, user.loginKey);
        // A transaction that is repeated leaves the cookies of its first run behind.
        const answer = new Headers();
        await auth.openSession(tx, user.id, { ...call, answer });
        return { person, answer };
      });
      if (!registered) {
        assertOpen(await find(token), now());
        throw new PorticoError('link-used');
      }
      passCookies(registered.answer, call.answer);
      device.remember(call.answer, user.loginKey);
      const { firstName, lastName, email } = registered.person;
      return { firstName, lastName, email };
    },

    async renew({ token }) {
      const { link, user, contact } = await find(token);
      const [mail] = await database.db.select({ to: mails.toAddress }).from(mails).where(eq(mails.linkId, link.id));
      // An address that was corrected since is not the one this link went to.
      const isSameAddress = mail && contact.email !== null && emailKey(mail.to) === emailKey(contact.email);
      if (!isSameAddress) throw new PorticoError('link-invalid');
      const plan = await inTransaction(tx => sendFreshLink(tx, user.id, dependencies));
      if (plan.action === 'wait') throw new PorticoError('sent-recently', { retryAfter: plan.retryAfter ?? undefined });
      if (plan.action === 'reactivate') throw new PorticoError('user-deactivated');
      return { done: true };
    },

    async forgot({ email }, { network, headers }) {
      await limit.take(limit.mailCounters(network));
      // Nobody has such a text for an address, and not every text can be kept.
      if (emailProblem(email)) return { done: true };
      const login = emailKey(email);
      // In silence: the answer is the same, whatever is known of an address.
      if (await limit.allowsMail(login, device.isKnown(headers, login))) await requestRecovery(email);
      return { done: true };
    },
  };
}

function assertOpen({ link, user }: FoundLink, now: Date): void {
  if (user.state === 'deactivated') throw new PorticoError('user-deactivated');
  const state = linkState(link, now);
  if (state !== 'open') throw new PorticoError(`link-${state}`);
}
