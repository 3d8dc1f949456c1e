import { customType, timestamp } from 'drizzle-orm/pg-core';

/** An instant, to the millisecond: what a `Date` can hold and gives back equal. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Text that is compared code point by code point, so that every engine and every locale sorts it alike. */
export const plainText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** A transaction id that never wraps around, as decimal digits. */
export const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });
