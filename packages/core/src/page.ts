import * as z from 'zod/mini';
import { count } from './count.ts';

/** One page of a list; `nextCursor` is null on the last one, `total` counts the whole list where that is cheap. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total?: number | undefined;
}

/** The schema of a page of `item`. */
export function page<T>(item: z.ZodMiniType<T>): z.ZodMiniType<Page<T>> {
  return z.object({ items: z.array(item), nextCursor: z.nullable(z.string()), total: z.optional(z.number()) });
}

/** Which page: at most `limit` items (1 to 200, 50 unless told), after `cursor`. */
export interface PageQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}

export const pageQuery = {
  cursor: z.optional(z.string().check(z.maxLength(2000))),
  limit: z.optional(count(1, 200)),
};
