import * as z from 'zod/mini';
import { isPlainText } from './text.ts';

/**
 * How the interface names a record: the host system's own id, in the source the caller's token names, or
 * `portico:<uuid>` for a record the host has not claimed yet.
 */
export const Id: z.ZodMiniType<string> = z
  .string()
  .check(z.refine(id => id.length > 0 && id.length <= 255 && isPlainText(id), 'not-an-id'));

/** Whether two ids name the same record: Salesforce writes one id with 15 or with 18 characters. */
export function isSameId(a: string | null | undefined, b: string | null | undefined): boolean {
  return a != null && b != null && canonicalId(a) === canonicalId(b);
}

/**
 * The form of an id that is stored and compared. A Salesforce id of 18 characters loses the three that only repeat the
 * letter case of the first 15; anything else is left as it is.
 * @see https://help.salesforce.com/s/articleView?id=000385008
 */
export function canonicalId(id: string): string {
  const short = id.slice(0, 15);
  return /^[a-zA-Z0-9]{18}$/.test(id) && id === short + salesforceSuffix(short) ? short : id;
}

/** The three characters by which Salesforce makes an id of 15 characters one of 18: a bit for each capital, by fives. */
export function salesforceSuffix(id: string): string {
  return [0, 5, 10]
    .map(start =>
      [...id.slice(start, start + 5)].reduce((bits, char, i) => bits + (/[A-Z]/.test(char) ? 1 << i : 0), 0),
    )
    .map(bits => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'.charAt(bits))
    .join('');
}
