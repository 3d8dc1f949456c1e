import type { Page } from 'playwright-core';

interface Stage {
  /** How many pixels wide each stage is; without it, as wide as the page lets it be. */
  width?: number;
  /** A scene whose backend never answers never ends. */
  areWaitedFor?: boolean;
}

/** Puts every example of every widget, at rest and in each of its scenes, on a stage of its own on the page. */
export async function playScenes(page: Page, { width, areWaitedFor = true }: Stage = {}): Promise<void> {
  await page.evaluate(
    async ([width, areWaitedFor]) => {
      const provider = document.querySelector('portico-provider');
      for (const { tag, attributes, scenes } of window.examples) {
        for (const scene of [async () => {}, ...Object.values(scenes)]) {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
          const stage = document.createElement('div');
          stage.className = 'stage';
          if (width !== undefined) stage.style.width = `${width}px`;
          stage.append(element);
          provider?.append(stage);
          await Reflect.get(element, 'updateComplete');
          const played = scene(element);
          await (areWaitedFor ? played : new Promise(requestAnimationFrame));
        }
      }
    },
    [width, areWaitedFor] as const,
  );
}

/** Waits until what the widgets show no longer changes. What is busy changes yet, unless it has nothing to come. */
export async function settle(page: Page, { mayStayBusy = false } = {}): Promise<void> {
  await page.waitForFunction(async mayStayBusy => {
    const shown = () => {
      const roots = [...document.querySelectorAll('.stage > *')].map(element => element.shadowRoot);
      const isBusy = roots.some(root => !root || root.querySelector('.spinner, .skeleton, .checking'));
      return isBusy && !mayStayBusy ? Math.random() : JSON.stringify(roots.map(root => root?.textContent));
    };
    const before = shown();
    await new Promise(resolve => setTimeout(resolve, 400));
    return shown() === before;
  }, mayStayBusy);
}
