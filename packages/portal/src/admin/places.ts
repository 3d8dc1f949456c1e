import { isProblem, type Problem } from './problem.ts';

/** Where the admin pages live on their origin. */
const base = '/admin';

/** What an address of the admin pages leads to. */
export type Place =
  | { page: 'sign-in'; problem?: Problem | undefined }
  | { page: 'clients'; search?: string | undefined }
  | { page: 'account' | 'contact'; id: string };

/** The address of a place, for links. */
export function pathOf(place: Place): string {
  if (place.page === 'sign-in') return `${base}/sign-in${query({ problem: place.problem })}`;
  if (place.page === 'clients') return `${base}/${query({ search: place.search })}`;
  return `${base}/${place.page}s/${encodeURIComponent(place.id)}`;
}

/** What an address leads to, if anything; a missing or a doubled slash at the end is forgiven. */
export function placeAt({ pathname, search }: Pick<URL, 'pathname' | 'search'>): Place | undefined {
  const path = pathname.replace(/\/+$/, '');
  const given = new URLSearchParams(search);
  if (path === base) return { page: 'clients', search: given.get('search') || undefined };
  if (path === `${base}/sign-in`) {
    const problem = given.get('problem');
    return { page: 'sign-in', problem: isProblem(problem) ? problem : undefined };
  }
  const [, page, id] = /^\/admin\/(account|contact)s\/([^/]+)$/.exec(path) ?? [];
  const known = id && decoded(id);
  return known ? { page: page as 'account' | 'contact', id: known } : undefined;
}

/** Where a record's page is, with `{id}` for the record's id, as the widgets take it. */
export const accountHref = `${base}/accounts/{id}`;
export const contactHref = `${base}/contacts/{id}`;

function query(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
