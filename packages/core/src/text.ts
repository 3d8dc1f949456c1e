import * as z from 'zod/mini';

/** A text of one line that people typed: at most `max` characters, something to see in it, no control characters. Kept exactly. */
export function line(max: number): z.ZodMiniType<string> {
  return z.string().check(
    z.refine(text => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text), 'required'),
    z.refine(text => [...text].length <= max, 'too-long'),
    z.refine(isPlainText, 'control-character'),
  );
}

/**
 * False for text that no database, mail header or page can carry, or that would pass for another: control characters,
 * broken surrogate pairs, and the marks that turn the direction of what follows.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function isPlainText(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text);
}
