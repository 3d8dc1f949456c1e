import * as z from 'zod/mini';

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
