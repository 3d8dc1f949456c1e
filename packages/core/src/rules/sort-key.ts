/**
 * The key by which people are listed: last name, first name, email, without regard to case or accents. Both engines
 * store and compare it as plain text, so that a page from PostgreSQL and one from memory are in the same order.
 */
export function personSortKey(person: { firstName: string; lastName: string; email: string | null }): string {
  return sortKey(person.lastName, person.firstName, person.email ?? '');
}

/** Texts as one key, in order of weight. The start of each decides: a whole hostile name would not fit into an index or a cursor. */
export function sortKey(...texts: string[]): string {
  return texts.map(text => [...fold(text)].slice(0, 100).join('')).join('\u0001');
}

/** Text as search and order see it: compatibility forms folded, accents and case dropped. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Compares two keys by code points: the order of PostgreSQL's collation "C", which UTF-16 code units do not give. */
export function compareKeys(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
