import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** A person who has a keyboard and nothing else. */
export interface Keyboard {
  /** Presses keys, one after the other. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses Tab until the focus is there; each stop on the way has to show that it has the focus. */
  tabTo(name: string, key?: 'Tab' | 'Shift+Tab'): Promise<void>;
  /** What has the focus, as in `button Cancel`. */
  focused(): Promise<string>;
  /** Waits until the focus is there. */
  arrivesAt(name: string): Promise<void>;
  /** What is read of the focused element after its name. */
  description(): Promise<string>;
  /** Fails if the focus has ever been nowhere since it was first somewhere. */
  assertNeverLost(): Promise<void>;
}

declare global {
  interface Window {
    focusReader: ReturnType<typeof createFocusReader>;
  }
}

const mostStops = 40;

export async function keyboardOn(page: Page): Promise<Keyboard> {
  await page.evaluate(`window.focusReader = (${createFocusReader})()`);
  const focused = () => page.evaluate(() => window.focusReader.name());
  return {
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: text => page.keyboard.type(text),
    async tabTo(name, key = 'Tab') {
      const stops: string[] = [];
      while (stops.length < mostStops) {
        await page.keyboard.press(key);
        const stop = await focused();
        stops.push(stop);
        assert.equal(await page.evaluate(() => window.focusReader.ringProblem()), '', `the focus ring of ${stop}`);
        if (stop === name) return;
      }
      assert.fail(`no way to ${name}: ${stops.join(', ')}`);
    },
    focused,
    async arrivesAt(name) {
      await page
        .waitForFunction(name => window.focusReader.name() === name, name, { timeout: 10_000 })
        .catch(async () => assert.fail(`the focus is not at ${name}, but at ${await focused()}`));
    },
    description: () => page.evaluate(() => window.focusReader.description()),
    async assertNeverLost() {
      assert.deepEqual(await page.evaluate(() => window.focusReader.lostAfter), []);
    },
  };
}

/** Runs in the page. */
function createFocusReader() {
  const focused = () => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element as HTMLElement | null;
  };
  const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const nameOf = (element: HTMLElement) => {
    const label = 'labels' in element && (element.labels as NodeListOf<HTMLElement> | null)?.[0]?.textContent;
    return `${element.localName} ${plain(element.ariaLabel || label || element.textContent)}`.trim();
  };
  const name = () => nameOf(focused() ?? document.body);

  const description = () => {
    const element = focused();
    const root = element?.getRootNode() as Document | ShadowRoot;
    const ids = element?.getAttribute('aria-describedby')?.split(' ') ?? [];
    return plain(ids.map(id => root.getElementById(id)?.textContent).join(' '));
  };

  // A box that cuts off what is outside of it cuts off the ring, too.
  const ringProblem = () => {
    const element = focused();
    if (!element || element === document.body) return 'nothing is focused';
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element);
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return `${outlineWidth} ${outlineStyle}`;
    const reach = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
    const ring = element.getBoundingClientRect();
    const above = (inner: Element) =>
      inner.assignedSlot ?? inner.parentElement ?? (inner.getRootNode() as ShadowRoot).host;
    for (let box = above(element); box && box !== document.documentElement; box = above(box)) {
      const { overflow, position, display } = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      const isCut =
        ring.left - reach < edge.left ||
        ring.right + reach > edge.right ||
        ring.top - reach < edge.top ||
        ring.bottom + reach > edge.bottom;
      if (overflow !== 'visible' && display !== 'contents' && isCut)
        return `cut off by ${box.localName}.${box.className}`;
      if (position === 'fixed') break;
    }
    return '';
  };

  const lostAfter: string[] = [];
  let last = '';
  const watch = () => {
    const element = focused();
    const isLost = !element || element === document.body;
    if (isLost && last) lostAfter.push(last);
    last = isLost ? '' : nameOf(element);
    requestAnimationFrame(watch);
  };
  watch();
  return { name, description, ringProblem, lostAfter };
}
