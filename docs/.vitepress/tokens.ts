import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The stylesheet in which every widget reads the custom properties. */
export const tokensFile = resolve(import.meta.dirname, '../../packages/widgets/src/themes/tokens.ts');

/** What each custom property is where a page leaves it out, in the order of the stylesheet. */
export function tokenDefaults(): Map<string, string> {
  const used = readFileSync(tokensFile, 'utf8').matchAll(/var\((--portico-[\w-]+), (.*)\);/g);
  return new Map([...used].map(([, name = '', standard = '']) => [name, standard]));
}
