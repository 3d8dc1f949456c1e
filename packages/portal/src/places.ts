/** Where the portal lives on its origin. */
const base = '/portal/';

const paths = {
  home: base,
  'sign-in': `${base}sign-in`,
  forgot: `${base}forgot`,
  register: `${base}register`,
  reset: `${base}reset`,
} as const;

export type PageName = keyof typeof paths;

/** The path of a page, for links. */
export function pathOf(page: PageName): string {
  return paths[page];
}

/** The page of an address, if there is one; a missing or a doubled slash at the end is forgiven. */
export function placeAt({ pathname }: Pick<URL, 'pathname'>): PageName | undefined {
  const trimmed = pathname.replace(/\/+$/, '');
  const match = Object.entries(paths).find(([, path]) => path.replace(/\/$/, '') === trimmed);
  return match && (match[0] as PageName);
}
