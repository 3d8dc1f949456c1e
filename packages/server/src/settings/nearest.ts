/** The name most like `text`, or none where nothing is like it: for somebody who mistyped. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map(name => ({ name, distance: distance(text, name) }))
    .sort((a, b) => a.distance - b.distance)
    .filter(candidate => candidate.distance <= Math.max(2, text.length / 3));
  return best?.name;
}

/** How many letters must be put in, taken out or changed (Levenshtein), one row of the matrix at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
