import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where the widgets' build puts what their classes say about themselves. */
export const manifestFile = resolve(import.meta.dirname, '../../packages/widgets/dist/custom-elements.json');

interface Named {
  name: string;
  description?: string;
}

interface Typed extends Named {
  type?: { text: string };
  default?: string;
}

/** A field or method, as the manifest's schema has them. */
interface Member extends Typed {
  kind: 'field' | 'method';
  attribute?: string;
  readonly?: boolean;
  privacy?: 'public' | 'protected' | 'private';
  static?: boolean;
  return?: { type?: { text: string } };
  parameters?: Typed[];
  inheritedFrom?: { name: string };
}

/** One element, as far as the pages tell of it. */
export interface ElementApi extends Named {
  summary?: string;
  tagName?: string;
  members?: Member[];
  attributes?: (Typed & { fieldName?: string })[];
  events?: Typed[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Typed[];
}

/** What the manifest says of every class. @see https://github.com/webcomponents/custom-elements-manifest */
export function readManifest(): ElementApi[] {
  if (!existsSync(manifestFile))
    throw new Error(`There is no ${manifestFile}: run \`pnpm --filter @portico/widgets manifest\`.`);
  const { modules } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { modules: { declarations?: ElementApi[] }[] };
  return modules.flatMap(({ declarations = [] }) => declarations);
}

/** What the manifest says of one element. */
export function elementApi(tag: string): ElementApi {
  const found = readManifest().find(({ tagName }) => tagName === tag);
  if (!found) throw new Error(`The manifest has no <${tag}>.`);
  return found;
}

/** What the manifest says of the class that all widgets extend. */
export function baseApi(): ElementApi {
  const found = readManifest().find(({ name }) => name === 'PorticoWidget');
  if (!found) throw new Error('The manifest has no PorticoWidget.');
  return found;
}
