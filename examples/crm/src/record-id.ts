import { randomInt } from 'node:crypto';

/** The first three characters of an id name the kind of record. */
export type KeyPrefix = '001' | '003' | '005' | '801';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The id of 18 characters that a sample record always has, such as `sampleId('801', 'D01')`. */
export function sampleId(prefix: KeyPrefix, code: string): string {
  return withSuffix(`${prefix}Pt${code.padStart(10, '0')}`);
}

/** A new id of 18 characters. */
export function newId(prefix: KeyPrefix): string {
  return withSuffix(`${prefix}Pt${Array.from({ length: 10 }, () => base62.charAt(randomInt(62))).join('')}`);
}

/**
 * An id of 15 characters, which letter case tells apart, with the three that say the same where case is lost: each
 * stands for five characters, one bit for every capital.
 * @see https://help.salesforce.com/s/articleView?id=000385008
 */
function withSuffix(id: string): string {
  const suffix = [0, 5, 10].map(start => {
    const bits = [...id.slice(start, start + 5)].map((char, i) => (/[A-Z]/.test(char) ? 2 ** i : 0));
    return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'.charAt(bits.reduce((sum, bit) => sum + bit, 0));
  });
  return id + suffix.join('');
}
