import { emailKey, isOwnName, PorticoError, type StaffPrincipal } from '@portico/core';
import { sql } from 'drizzle-orm';
import { batched } from '../batched.ts';
import { retryConflicts } from './conflicts.ts';
import type { Database } from './database.ts';
import { staff } from './schema.ts';
import { knowStaff } from './staff.ts';
import { statement } from './statement.ts';

const findKnown = statement<{ key: string; name: string; active: boolean }>(
  sql`select ${staff.emailKey} as key, ${staff.name}, ${staff.active} from ${staff}
    where ${staff.emailKey} = any(${sql.placeholder('keys')}::text[])`,
);

/** Staff are known from their tokens: whoever calls is in the directory, so that their address is a staff address. */
export function staffDirectory({ db, transaction }: Database, now: () => Date) {
  // Everybody is looked up with each of their requests, and many of them are the same person's.
  const find = batched(async (keys: readonly string[]) => {
    const rows = await findKnown(db, { keys: [...new Set(keys)] });
    const known = new Map(rows.map(row => [row.key, row]));
    return keys.map(key => known.get(key));
  });

  return {
    /**
     * Adds a caller who is new, and renames one whose token has another name. Throws `forbidden` for one who was
     * deactivated, whatever token they still hold.
     */
    async know({ email, name }: Pick<StaffPrincipal, 'email' | 'name'>): Promise<void> {
      const known = await find(emailKey(email));
      if (known && !known.active) {
        throw new PorticoError('forbidden', { message: 'this member of staff has been deactivated' });
      }
      if (known && (known.name === name || !isOwnName({ email, name }))) return;
      await retryConflicts(() => transaction(tx => knowStaff(tx, { email, name }, now())));
    },
  };
}

export type StaffDirectory = ReturnType<typeof staffDirectory>;
