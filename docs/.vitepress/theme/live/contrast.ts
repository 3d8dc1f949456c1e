type Rgb = [number, number, number];

/** How far two colours are apart, from 1 to 21; undefined where one of them cannot be read. */
export function contrast(a: string, b: string): number | undefined {
  const [first, second] = [readColour(a), readColour(b)];
  if (!first || !second) return undefined;
  const [light = 0, dark = 0] = [luminance(first), luminance(second)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour as `#rrggbb`, which is all that a colour field takes; undefined where it is none. */
export function hexOf(colour: string): string | undefined {
  const rgb = readColour(colour);
  return rgb && `#${rgb.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Whatever a browser reads as a colour. */
function readColour(text: string): Rgb | undefined {
  if (!CSS.supports('color', text)) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
