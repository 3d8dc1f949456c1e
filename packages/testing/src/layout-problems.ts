import type { Page } from 'playwright-core';

/** What of the widgets' text is cut off, covered or out of its place, and which targets are too small to be hit. */
export function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) problems.push('the page scrolls sideways');
    const roots = [...document.querySelectorAll('portico-provider *')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    for (const root of roots) {
      // A modal dialog covers what is beneath, and a toast may.
      const top = root.querySelector('dialog[open]') ?? root.querySelector(':popover-open');
      const layers = top?.localName === 'dialog' ? [top] : top ? [top, root] : [root];
      for (const layer of layers) {
        const isIn = (element: Element) => layer !== root || !top?.contains(element);
        const elements = [...layer.querySelectorAll('*')].filter(
          element => isIn(element) && element.checkVisibility() && !element.closest('.unseen, .skeleton, option'),
        );
        const bounds = layer === root ? root.host.getBoundingClientRect() : (layer as Element).getBoundingClientRect();
        const lines = elements.flatMap(linesOf);
        for (const { rect, text } of lines) {
          const isOut = rect.left < bounds.left - 1 || rect.right > bounds.right + 1 || rect.right > width + 1;
          if (isOut) problems.push(`out of its place: ${text}`);
        }
        for (const [i, one] of lines.entries()) {
          for (const other of lines.slice(i + 1)) {
            if (overlap(one.rect, other.rect)) problems.push(`over one another: ${one.text} | ${other.text}`);
          }
        }
        for (const element of elements) {
          const isCut =
            getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
          if (isCut && element.localName !== 'input' && !isClipped(element))
            problems.push(`cut off: ${element.localName} ${element.textContent}`);
        }
        problems.push(...tooSmall(elements.filter(element => element.matches('a, button, input, select'))));
      }
    }
    return [...new Set(problems)].map(line => line.replace(/\s+/g, ' '));

    /** Each line of the element's own text. */
    function linesOf(element: Element) {
      if (isClipped(element)) return [];
      return [...element.childNodes].flatMap(node => {
        const text = node.textContent?.trim() ?? '';
        if (node.nodeType !== Node.TEXT_NODE || !text) return [];
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()].filter(rect => isInView(rect, element)).map(rect => ({ rect, text }));
      });
    }

    /** Whether it is not scrolled away. */
    function isInView({ top, bottom }: DOMRect, element: Element): boolean {
      const box = element.closest('.body')?.getBoundingClientRect();
      return !box || (bottom > box.top && top < box.bottom - (bottom - top) / 2);
    }

    /** Whether it is there to be read out and not to be seen. */
    function isClipped(element: Element): boolean {
      for (let up: Element | null = element; up; up = up.parentElement) {
        if (getComputedStyle(up).clipPath !== 'none') return true;
      }
      return false;
    }

    /** Lines that follow each other closely touch by the height that letters do not use. */
    function overlap(a: DOMRect, b: DOMRect) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      return across > 1 && down > Math.min(a.height, b.height) / 3;
    }

    /** https://www.w3.org/WAI/WCAG22/Understanding/target-size-minimum: 24 by 24, or as far from the next one as if it were. */
    function tooSmall(targets: Element[]): string[] {
      const rects = targets.map(target => target.getBoundingClientRect());
      const isSmall = ({ width, height }: DOMRect) => width < 24 || height < 24;
      const reach = (from: DOMRect, to: DOMRect) => {
        const x = from.x + from.width / 2;
        const y = from.y + from.height / 2;
        if (isSmall(to)) return Math.hypot(to.x + to.width / 2 - x, to.y + to.height / 2 - y) - 12;
        return Math.hypot(Math.max(to.left - x, 0, x - to.right), Math.max(to.top - y, 0, y - to.bottom));
      };
      return targets.flatMap((target, i) => {
        const rect = rects[i] as DOMRect;
        const isCrowded = rects.some((other, j) => i !== j && reach(rect, other) < 12);
        return isSmall(rect) && isCrowded ? `too small: ${target.localName} ${target.textContent}` : [];
      });
    }
  });
}
