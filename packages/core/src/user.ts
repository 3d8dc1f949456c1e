import * as z from 'zod/mini';

/** Where a contact's one login stands: mailed but not registered, usable, or switched off. */
export type UserState = 'invited' | 'active' | 'deactivated';

export const UserState: z.ZodMiniType<UserState> = z.enum(['invited', 'active', 'deactivated']);
