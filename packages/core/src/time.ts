import * as z from 'zod/mini';

// Patterns and not zod's own formats, which weigh more in a page than everything else of ours that reads a date.

/** An ISO 8601 instant in UTC, such as `2026-01-31T09:00:00.000Z`. */
export const Instant: z.ZodMiniType<string> = z
  .string()
  .check(z.refine(text => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text), 'no-such-time'));

/** A day of the calendar that exists, such as `2026-01-31`. */
export const CalendarDate: z.ZodMiniType<string> = z
  .string()
  .check(z.refine(text => /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text), 'no-such-day'));

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
