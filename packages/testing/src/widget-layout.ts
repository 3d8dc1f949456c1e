import type { Page } from 'playwright-core';

/** An element inside a widget: where it is, from the corner of what holds it, and how it is styled. */
interface Laid {
  name: string;
  /** Left, top, width, height. */
  box: [number, number, number, number];
  style: Record<string, string>;
}

/** Every element that is shown inside a widget. */
export async function layOut(page: Page): Promise<Laid[]> {
  // As one text it is here at once; so much as objects takes many seconds.
  const text = await page.evaluate(() => {
    const round = (length: number) => Math.round(length * 4) / 4;
    const laid = [...document.querySelectorAll('.stage > *')].flatMap((widget, at): Laid[] => {
      const all = [...(widget.shadowRoot?.querySelectorAll('*') ?? [])];
      const shown = all.filter(element => element.getClientRects().length > 0);
      const layers = shown.filter(element => element.matches('dialog, [popover]'));
      const ownLayer = (element: Element) => layers.find(layer => layer.contains(element));
      const flow = shown.filter(element => !ownLayer(element)).map(element => element.getBoundingClientRect());
      const corner = { x: Math.min(...flow.map(({ x }) => x)), y: Math.min(...flow.map(({ y }) => y)) };
      return shown.map((element, i) => {
        const from = ownLayer(element)?.getBoundingClientRect() ?? corner;
        const { x, y, width, height } = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        return {
          name: `${widget.localName} ${at}: ${element.localName}.${element.className.toString()} ${i}`,
          box: [round(x - from.x), round(y - from.y), round(width), round(height)],
          style: Object.fromEntries([...style].map(name => [name, style.getPropertyValue(name)])),
        };
      });
    });
    return JSON.stringify(laid);
  });
  return JSON.parse(text);
}

/** What follows from where an element stands and from its size: the boxes tell of that. */
const sizes =
  /^(display|(min-)?(width|height|inline-size|block-size)|(inset-)?(top|right|bottom|left)|inset-.*|margin-.*|perspective-origin|transform-origin|translate)$/;

/** How the second differs from the first, one line for each element. */
export function differences(clean: Laid[], other: Laid[]): string[] {
  const names = (laid: Laid[]) => laid.map(({ name }) => name).join('\n');
  if (names(clean) !== names(other)) return [`other elements are shown: ${clean.length} and ${other.length}`];
  return clean.flatMap((element, i) => {
    const { box = element.box, style = {} } = other[i] ?? {};
    const moved = element.box.some((length, side) => Math.abs(length - (box[side] ?? 0)) > 1);
    const changed = Object.keys(element.style).filter(name => !sizes.test(name) && element.style[name] !== style[name]);
    if (!moved && changed.length === 0) return [];
    const boxes = moved ? ` from ${element.box} to ${box}` : '';
    return [
      `${element.name}${boxes} ${changed.map(name => `${name}: ${style[name]} (${element.style[name]})`).join('; ')}`,
    ];
  });
}

/** Elements of widgets whose content is cut off, or that stand out of what holds them, one line for each. */
export function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(host => host.localName.startsWith('portico-') && host.shadowRoot)
      .flatMap(host => {
        const within = host.parentElement?.getBoundingClientRect() ?? new DOMRect();
        return [...(host.shadowRoot?.querySelectorAll('*') ?? [])]
          .filter(element => element.getClientRects().length > 0 && !element.closest('.unseen, svg, thead, slot'))
          .filter(element => {
            const { left, right } = element.getBoundingClientRect();
            const isOut = !element.closest('dialog, [popover]') && (left < within.left - 1 || right > within.right + 1);
            return (
              isOut || (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
            );
          })
          .map(element => `${host.localName}: ${element.localName}.${element.className}`);
      }),
  );
}
