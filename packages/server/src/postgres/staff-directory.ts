import { emailKey, PorticoError, type StaffPrincipal } from '@portico/core';
import { eq } from 'drizzle-orm';
import { retryConflicts } from './conflicts.ts';
import type { Database } from './database.ts';
import { staff } from './schema.ts';
import { knowStaff } from './staff.ts';

/** Staff are known from their tokens: whoever calls is in the directory, so that their address is a staff address. */
export function staffDirectory({ db, transaction }: Database, now: () => Date) {
  return {
    /** Adds a caller who is new. Throws `forbidden` for one who was deactivated, whatever token they still hold. */
    async know({ email, name }: Pick<StaffPrincipal, 'email' | 'name'>): Promise<void> {
      const [known] = await db
        .select({ name: staff.name, active: staff.active })
        .from(staff)
        .where(eq(staff.emailKey, emailKey(email)));
      if (known && !known.active) {
        throw new PorticoError('forbidden', { message: 'this member of staff has been deactivated' });
      }
      if (known?.name === name) return;
      await retryConflicts(() => transaction(tx => knowStaff(tx, { email, name }, now())));
    },
  };
}

export type StaffDirectory = ReturnType<typeof staffDirectory>;
