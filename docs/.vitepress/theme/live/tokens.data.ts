import { tokensOf } from '../../../../packages/widgets/manifest/elements.ts';
import { manifestFile, readManifest } from '../../../../packages/widgets/manifest/read.ts';

/** One custom property that widgets follow. */
export interface Token {
  name: string;
  /** What holds where a page leaves it out. */
  standard: string;
}

declare const data: Token[];

export { data };

export default {
  watch: [manifestFile],
  load: (): Token[] => tokensOf(readManifest()).map(({ name, default: standard = '' }) => ({ name, standard })),
};
