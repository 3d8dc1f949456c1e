import { emailKey, emailProblem } from '@portico/core';
import { eq } from 'drizzle-orm';
import { retryConflicts } from '../postgres/conflicts.ts';
import type { Database } from '../postgres/database.ts';
import { users } from '../postgres/schema.ts';
import { type FreshLinkDependencies, sendFreshLink } from './send-fresh-link.ts';

/**
 * Fulfils what someone asked for on the page "Forgot password?". It runs after the answer, which is the same for
 * every address, so that nobody learns by it who has a login; an unknown address, a login that is switched off and a
 * mail just sent all end in silence.
 */
export async function fulfilRecoveryRequest(
  database: Database,
  email: string,
  dependencies: FreshLinkDependencies,
): Promise<void> {
  if (emailProblem(email)) return;
  const [user] = await database.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.loginKey, emailKey(email)));
  if (user) await retryConflicts(() => database.transaction(tx => sendFreshLink(tx, user.id, dependencies)));
}
