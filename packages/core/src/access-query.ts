import * as z from 'zod/mini';
import { AccessStatus } from './access.ts';
import { type PageQuery, pageQuery } from './page-query.ts';

/** Which accesses of a list, and which page of them. */
export interface AccessQuery extends PageQuery {
  /** Text that the name or the email contains. */
  search?: string | undefined;
  status?: AccessStatus | undefined;
}

export const AccessQuery: z.ZodMiniType<AccessQuery> = z.object({
  ...pageQuery,
  search: z.optional(z.string().check(z.maxLength(200))),
  status: z.optional(AccessStatus),
});
