import { contrast, paint } from '../../../../packages/widgets/src/colour.fixture.ts';

/** How far two colours are apart, from 1 to 21; undefined where one of them cannot be read. */
export function contrastOf(text: string, back: string): number | undefined {
  return isColour(text) && isColour(back) ? contrast(text, [back]) : undefined;
}

/** A colour as `#rrggbb`, which is all that a colour field takes; undefined where it is none. */
export function hexOf(colour: string): string | undefined {
  if (!isColour(colour)) return undefined;
  const rgb = [...paint([colour])].slice(0, 3);
  return `#${rgb.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

function isColour(text: string): boolean {
  return CSS.supports('color', text);
}
