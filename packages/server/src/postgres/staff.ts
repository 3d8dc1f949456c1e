import { emailKey, fold, personSortKey } from '@portico/core';
import { eq, ne } from 'drizzle-orm';
import { refreshAccess } from './access-keys.ts';
import type { Queries } from './database.ts';
import { access, staff } from './schema.ts';

/** The member of staff with this address, added to the directory where new; answers our id. */
export async function knowStaff(
  tx: Queries,
  { email, name }: { email: string; name: string },
  now: Date,
): Promise<string> {
  const key = emailKey(email);
  const keys = { sortKey: personSortKey({ ...splitName(name), email }), searchText: fold(`${name} ${email}`) };
  const [changed] = await tx
    .insert(staff)
    .values({ email, emailKey: key, name, createdAt: now, ...keys })
    .onConflictDoUpdate({ target: staff.emailKey, set: { name, ...keys }, setWhere: ne(staff.name, name) })
    .returning({ id: staff.id });
  if (changed) {
    await refreshAccess(tx, eq(access.staffId, changed.id));
    return changed.id;
  }
  const [known] = await tx.select({ id: staff.id }).from(staff).where(eq(staff.emailKey, key));
  if (!known) throw new Error('a member of staff was removed meanwhile');
  return known.id;
}

/** A member of staff has one name; the last word of it is taken as the last name. */
export function splitName(name: string): { firstName: string; lastName: string } {
  const space = name.lastIndexOf(' ');
  return { firstName: space < 0 ? '' : name.slice(0, space), lastName: name.slice(space + 1) };
}
