import { entries } from './entries.ts';
import { measure, type Weight } from './measure.ts';

/** An entry, what it weighs, and what it may. */
export interface Measured {
  name: string;
  budget: number;
  weight: Weight;
}

/** Where the table stands in the documentation, between marks; the rest of that page is written by hand. */
export const sizesPage: string = `${import.meta.dirname}/../../../docs/sizes.md`;

/** Weighs every entry. */
export async function measureAll(): Promise<Measured[]> {
  const measured: Measured[] = [];
  // One after the other: each build takes all that the machine has.
  for (const entry of await entries()) {
    measured.push({ name: entry.name, budget: entry.budget, weight: await measure(entry) });
  }
  return measured;
}

/** The page with the table of what was measured. */
export function withTable(page: string, measured: Measured[]): string {
  const rows = measured.map(({ name, budget, weight: { first, later, total } }) =>
    [name, bytes(first), later.map(bytes).join(' + ') || '–', bytes(total), bytes(budget)].join(' | '),
  );
  const head = '| Module | At once | Loaded later | Together | Budget |\n|---|---|---|---|---|';
  const table = [head, ...rows.map(row => `| ${row} |`)].join('\n');
  return page.replace(/<!-- sizes -->.*<!-- \/sizes -->/s, () => `<!-- sizes -->\n\n${table}\n\n<!-- /sizes -->`);
}

function bytes(size: number): string {
  return size.toLocaleString('en');
}
