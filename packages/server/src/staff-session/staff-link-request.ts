import { emailProblem } from '@portico/core';
import type { ServerConfig } from '../config.ts';
import { staffSignInLifetime } from '../links/link-lifetime.ts';
import { retryConflicts } from '../postgres/conflicts.ts';
import type { EnqueueMail } from '../postgres/context.ts';
import type { Database } from '../postgres/database.ts';
import { createStaffLink } from '../postgres/links.ts';
import { queueStaffMail } from '../postgres/mails.ts';
import { addStaff, findStaff } from '../postgres/staff.ts';
import { findAdmin, maySignInByMail } from './staff-rights.ts';

interface StaffLinkDependencies {
  config: Pick<ServerConfig, 'admins' | 'oidc'>;
  enqueueMail: EnqueueMail;
  linkKeyId: string;
  now: () => Date;
}

/**
 * Mails a sign-in link to an address, where it is one of the staff directory or of the configured admins, and may sign
 * in by mail. It runs after the answer, which is the same for every address; any other one ends in silence.
 */
export async function fulfilStaffLinkRequest(
  database: Database,
  email: string,
  { config, enqueueMail, linkKeyId, now }: StaffLinkDependencies,
): Promise<void> {
  if (emailProblem(email) || !maySignInByMail(email, config)) return;
  // Not as whoever asked has typed it.
  const admin = findAdmin(email, config.admins);
  await retryConflicts(() =>
    database.transaction(async tx => {
      const at = now();
      if (admin !== undefined) await addStaff(tx, [{ email: admin, name: nameOf(admin) }], at);
      const [member] = await findStaff(tx, [email]);
      if (!member?.active) return;
      const terms = { keyId: linkKeyId, lifetime: staffSignInLifetime, now: at };
      const linkId = await createStaffLink(tx, { staffId: member.id, ...terms });
      await queueStaffMail({ tx, now: () => at, enqueueMail }, member, { linkId });
    }),
  );
}

/** What an admin is called until a token of their own names them: `ada.keller@…` is Ada Keller. */
function nameOf(email: string): string {
  const words = email
    .slice(0, email.lastIndexOf('@'))
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || email;
}
