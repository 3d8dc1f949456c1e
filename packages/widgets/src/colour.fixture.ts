/**
 * How far a colour is from what is behind it, from 1 to 21.
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(colour: string, ground: string[]): number {
  const [dark = 0, light = 0] = [luminance(paint(ground)), luminance(paint([...ground, colour]))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

let canvas: CanvasRenderingContext2D | null | undefined;

/** Colours over one another as red, green, blue and opacity, however CSS writes them. */
export function paint(colours: string[]): Uint8ClampedArray {
  canvas ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (!canvas) throw new Error('no canvas');
  canvas.clearRect(0, 0, 1, 1);
  for (const colour of colours) {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  }
  return canvas.getImageData(0, 0, 1, 1).data;
}

function luminance(rgb: Uint8ClampedArray): number {
  const [red = 0, green = 0, blue = 0] = [...rgb].map(channel => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
