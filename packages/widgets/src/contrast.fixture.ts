/** A piece of text, or an edge, and how far its colour is from what is behind it, from 1 to 21. */
export interface Contrast {
  what: string;
  ratio: number;
}

/** Of every text that a widget shows, placeholders among them. */
export function textContrasts(widget: HTMLElement): Contrast[] {
  return shown(widget).flatMap(element => {
    const text = [...element.childNodes].find(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const what = text?.textContent?.trim() || (element instanceof HTMLInputElement && element.placeholder);
    const pseudo = text ? undefined : '::placeholder';
    return what ? { what, ratio: contrast(getComputedStyle(element, pseudo).color, groundOf(element)) } : [];
  });
}

/** Of the edge of every field, without which nobody sees where it is. */
export function fieldContrasts(widget: HTMLElement): Contrast[] {
  return shown(widget)
    .filter(element => element.matches('input:not(:read-only), select:enabled'))
    .map(element => {
      const { borderTopColor } = getComputedStyle(element);
      return { what: element.id || element.localName, ratio: contrast(borderTopColor, groundOf(element)) };
    });
}

function shown({ shadowRoot }: HTMLElement): Element[] {
  return [...(shadowRoot?.querySelectorAll('*') ?? [])].filter(element => element.checkVisibility());
}

/** What is behind an element: one colour over another, down to the first that nothing shines through. */
function groundOf(element: Element): string[] {
  const colours: string[] = [];
  for (let up: Element | null = element; up; up = up.parentElement ?? hostOf(up)) {
    const { backgroundColor } = getComputedStyle(up);
    colours.unshift(backgroundColor);
    if (paint([backgroundColor])[3] === 255) break;
  }
  return colours;
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(colour: string, ground: string[]): number {
  const [dark = 0, light = 0] = [luminance(paint(ground)), luminance(paint([...ground, colour]))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: Uint8ClampedArray): number {
  const [red = 0, green = 0, blue = 0] = [...rgb].map(channel => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** Colours over one another as red, green, blue and opacity, however CSS writes them. */
function paint(colours: string[]): Uint8ClampedArray {
  if (!canvas) throw new Error('no canvas');
  canvas.clearRect(0, 0, 1, 1);
  for (const colour of colours) {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  }
  return canvas.getImageData(0, 0, 1, 1).data;
}
