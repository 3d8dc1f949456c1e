import type { Page } from 'playwright-core';

/** What assistive technology hears of a page's live regions. */
export interface LiveRegions {
  /** What has been put into a region that was there before, in order, since it was last asked for. */
  said(): Promise<string[]>;
  /** What came together with its region, and is often not read. */
  unheard(): Promise<string[]>;
}

/** Follows every live region from now on, in shadow roots as well: call it before the page is opened. */
export async function followLiveRegions(page: Page): Promise<LiveRegions> {
  await page.addInitScript(() => {
    const said: string[] = [];
    const unheard: string[] = [];
    const texts = new Map<Element, string>();
    const roots = new Set<Document | ShadowRoot>();

    // Regions inside one another would each say the same: both are noted.
    const look = () => {
      for (const root of roots) {
        for (const region of root.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
          // What is not rendered is no region yet: it comes when it is shown.
          if (!region.checkVisibility()) {
            texts.delete(region);
            continue;
          }
          const before = texts.get(region);
          const text = shownText(region);
          texts.set(region, text);
          if (text && text !== before) (before === undefined ? unheard : said).push(text);
        }
      }
    };
    const shownText = (region: Element) => {
      const walker = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
      const words: string[] = [];
      while (walker.nextNode()) {
        if (walker.currentNode.parentElement?.checkVisibility()) words.push(walker.currentNode.textContent ?? '');
      }
      return words.join('').replace(/\s+/g, ' ').trim();
    };
    const follow = (root: Document | ShadowRoot) => {
      roots.add(root);
      const all = { subtree: true, childList: true, characterData: true, attributes: true };
      new MutationObserver(look).observe(root, all);
      root.addEventListener('toggle', look, true);
    };
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      const root = attachShadow.call(this, init);
      follow(root);
      return root;
    };
    follow(document);
    const take = (list: string[]) => list.splice(0);
    Object.assign(window, { takeSaid: () => take(said), takeUnheard: () => take(unheard) });
  });
  const take = (name: string) => page.evaluate(name => (Reflect.get(window, name) as () => string[])(), name);
  return { said: () => take('takeSaid'), unheard: () => take('takeUnheard') };
}
