import { randomBytes } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import { sha256 } from '../keys.ts';
import type { Queries } from '../postgres/database.ts';
import { staff, staffSessions } from '../postgres/schema.ts';

/** How long staff stay signed in on the admin pages, in seconds: a working day. */
export const staffSessionLifetime = 12 * 3600;

type SessionRow = typeof staffSessions.$inferSelect;

interface NewSession extends Pick<SessionRow, 'staffId' | 'claims'> {
  /** The secret of the session that the browser had before, which ends. */
  previous?: string | undefined;
  now: Date;
}

/** Signs a member of staff in. Answers the secret of the session, of which the database keeps a hash only. */
export async function openStaffSession(tx: Queries, { previous, now, ...session }: NewSession) {
  if (previous !== undefined) await closeStaffSession(tx, previous);
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + staffSessionLifetime * 1000);
  await tx.insert(staffSessions).values({ ...session, id: idOf(secret), createdAt: now, expiresAt });
  return { secret, expiresAt };
}

/** The session of a secret, with whom it signs in; undefined where it has ended or they were deactivated. */
export async function findStaffSession(db: Queries, secret: string, now: Date) {
  const [found] = await db
    .select({ session: staffSessions, staff })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(and(eq(staffSessions.id, idOf(secret)), gt(staffSessions.expiresAt, now), staff.active));
  return found;
}

export async function closeStaffSession(db: Queries, secret: string): Promise<void> {
  await db.delete(staffSessions).where(eq(staffSessions.id, idOf(secret)));
}

function idOf(secret: string): string {
  return sha256(secret).toString('hex');
}
