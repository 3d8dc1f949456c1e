import * as z from 'zod/mini';
import { type PageQuery, pageQuery } from './page-query.ts';

/** Which accounts, and which page of them. */
export interface AccountsQuery extends PageQuery {
  /** Text that the market or the name contains. */
  search?: string | undefined;
}

export const AccountsQuery: z.ZodMiniType<AccountsQuery> = z.object({
  ...pageQuery,
  search: z.optional(z.string().check(z.maxLength(200))),
});
