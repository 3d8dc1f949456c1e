import * as z from 'zod/mini';

/** A whole number within bounds; a query carries it as text. Lighter in a page than zod's own coercion and bounds. */
export function count(least: number, most: number): z.ZodMiniType<number> {
  return z.unknown().check(context => {
    const { value } = context;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    context.value = number;
    if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) return;
    context.issues.push({ code: 'custom', message: 'out-of-range', input: value });
  }) as z.ZodMiniType<unknown> as z.ZodMiniType<number>;
}
