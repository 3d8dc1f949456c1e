import type { Page } from 'playwright-core';

/** An element inside a widget: where it is, from the corner of what holds it, and how it is styled. */
interface Laid {
  name: string;
  /** Left, top, width, height. */
  box: [number, number, number, number];
  style: Record<string, string>;
}

/**
 * Puts every example of every widget, at rest and in each of its scenes, into a block of the given width, and waits until
 * nothing moves any more. The page's provider must be connected.
 */
export async function showScenes(page: Page, width: number): Promise<void> {
  await page.evaluate(async width => {
    const provider = document.querySelector('portico-provider');
    for (const { tag, attributes, scenes } of window.examples) {
      for (const scene of [async () => {}, ...Object.values(scenes)]) {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        const block = document.createElement('div');
        block.className = 'stage';
        block.style.width = `${width}px`;
        block.append(element);
        provider?.append(block);
        await Reflect.get(element, 'updateComplete');
        await scene(element);
      }
    }
  }, width);
  await page.waitForFunction(async () => {
    const shown = () => {
      const roots = [...document.querySelectorAll('.stage > *')].map(element => element.shadowRoot);
      const isBusy = roots.some(root => !root || root.querySelector('.spinner, .skeleton, .checking'));
      return isBusy ? Math.random() : JSON.stringify(roots.map(root => root?.textContent));
    };
    const before = shown();
    await new Promise(resolve => setTimeout(resolve, 400));
    return shown() === before;
  });
}

/** Every element that is shown inside a widget. */
export function layOut(page: Page): Promise<Laid[]> {
  return page.evaluate(() => {
    const round = (length: number) => Math.round(length * 4) / 4;
    return [...document.querySelectorAll('.stage > *')].flatMap((widget, at) => {
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
  });
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
