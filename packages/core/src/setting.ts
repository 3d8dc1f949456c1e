import * as z from 'zod/mini';

/** What a portal's owner has configured, as far as forms need it. */
export interface Settings {
  /** The picklist of job titles. */
  jobTitles: string[];
  /** The roles a person may have inside an account; `assignable` where the caller may give them. */
  roles: { id: string; name: string; assignable: boolean }[];
  /** Whether there is more than one market; where there is not, a market is never shown. */
  hasMarkets: boolean;
  /** The names of the operations that the backend has, where it tells. */
  supports?: string[] | undefined;
}

export const Settings: z.ZodMiniType<Settings> = z.object({
  jobTitles: z.array(z.string()),
  roles: z.array(z.object({ id: z.string(), name: z.string(), assignable: z.boolean() })),
  hasMarkets: z.boolean(),
  supports: z.optional(z.array(z.string())),
});
