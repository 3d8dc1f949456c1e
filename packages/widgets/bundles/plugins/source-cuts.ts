/** A node of a syntax tree, as far as the plugins look at it. */
export interface Node {
  type: string;
  start: number;
  end: number;
  key?: { name: string; value?: string };
  value?: { type: string };
  body?: Node[];
  decorators?: Node[];
}

/** A piece of source, and what stands in its place. */
export interface Cut {
  start: number;
  end: number;
  text: string;
}

/** From the end on, so that the places before stay where they are. */
export function applyCuts(code: string, cuts: Cut[]): string {
  const last = cuts.toSorted((a, b) => b.start - a.start);
  return last.reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code);
}

/** Calls `found` for every node of a syntax tree. */
export function visit(value: unknown, found: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && 'start' in value) found(value as Node);
  for (const part of Object.values(value)) visit(part, found);
}
