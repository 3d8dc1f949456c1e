import * as z from 'zod/mini';
import { count } from './count.ts';

/** Which page: at most `limit` items (1 to 200, 50 unless told), after `cursor`. */
export interface PageQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}

export const pageQuery = {
  cursor: z.optional(z.string().check(z.maxLength(2000))),
  limit: z.optional(count(1, 200)),
};
