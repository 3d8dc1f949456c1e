/** A header is one line: what would start another is taken out. */
export function headerText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ').trim();
}
