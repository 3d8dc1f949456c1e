import { encodeWord } from 'nodemailer/lib/mime-funcs';

/** A header is one line: what would start another is taken out. */
export function headerText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ').trim();
}

/**
 * A subject that reads as it was written. One that looks encoded already would be passed on, and read as what it decodes
 * to; so it is encoded itself.
 * @see https://www.rfc-editor.org/rfc/rfc2047
 */
export function literalSubject(text: string): string {
  return looksEncoded(text) ? encodeWord(text, 'Q', 52) : text;
}

/**
 * A name that reads as it was written. One in ASCII is put into quotes, and many mail programs decode it even there. With
 * a character beyond ASCII, here one that nobody sees, all of it is encoded.
 */
export function literalName(name: string): string {
  return looksEncoded(name) ? `${name}\u2060` : name;
}

function looksEncoded(text: string): boolean {
  return text.includes('=?');
}
