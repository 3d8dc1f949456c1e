import { tokenDefaults, tokensFile } from '../../tokens.ts';

/** One custom property that widgets follow. */
export interface Token {
  name: string;
  /** What holds where a page leaves it out. */
  standard: string;
}

declare const data: Token[];

export { data };

export default {
  watch: [tokensFile],
  load: (): Token[] => [...tokenDefaults()].map(([name, standard]) => ({ name, standard })),
};
