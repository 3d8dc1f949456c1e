import * as z from 'zod/mini';

/** A text of one line that people typed: at most `max` characters, not only spaces, no control characters. Kept exactly. */
export function line(max: number): z.ZodMiniType<string> {
  return z.string().check(
    z.refine(text => text.trim() !== '', 'required'),
    z.refine(text => [...text].length <= max, 'too-long'),
    z.refine(isPlainText, 'control-character'),
  );
}

/** False for text that no database, mail header or page can carry: control characters and broken surrogate pairs. */
export function isPlainText(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text);
}
