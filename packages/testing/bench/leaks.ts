import type { Browser, JSHandle, Page } from 'playwright-core';
import { launchBrowser } from '../src/visitor.ts';
import { buildWidgets, connect, openWidgets } from '../src/widget-page.ts';
import { startHost } from './host.ts';
import { type PageWeight, weigh } from './page-weight.ts';
import { buildRecordPage, recordPages } from './record-page.ts';
import type { Result } from './result.ts';

const mounts = 1000;
/** What is kept once for all, such as stylesheets and compiled code, is there after these. */
const warmUp = 100;

/** `leaks`: what is left of a page's widgets after they were put there and taken away a thousand times. */
export async function leaks(): Promise<Result[]> {
  const browser = await launchBrowser();
  const results = [...(await ofEveryWidget(browser)), await ofProvider(browser)];
  await browser.close();
  return results;
}

/** Each widget by itself, in a provider that stays, over a backend in the page. */
async function ofEveryWidget(browser: Browser): Promise<Result[]> {
  const page = await openWidgets(browser, await buildWidgets(), { body: '' });
  await connect(page);
  const tags = await page.evaluate(() => window.examples.map(({ tag }) => tag));
  const results: Result[] = [];
  for (const [i, tag] of tags.entries()) {
    const pattern = await page.evaluateHandle(i => {
      const element = document.createElement(window.examples[i]?.tag ?? '');
      const attributes = Object.entries(window.examples[i]?.attributes ?? {});
      for (const [name, value] of attributes) element.setAttribute(name, value);
      return element;
    }, i);
    results.push(await growth(page, `\`<${tag}>\``, { pattern, place: 'portico-provider', reader: tag }));
  }
  await page.context().close();
  return results;
}

/** Provider and widgets, each time with a connection, a token, reads and a stream of events of their own. */
async function ofProvider(browser: Browser): Promise<Result> {
  const recordPage = await buildRecordPage();
  const client = '001E';
  const widgets = `
    <portico-create-user account-id="${client}"></portico-create-user>
    <portico-dashboard-access account-id="${client}"></portico-dashboard-access>
    <portico-password-reset contact-id="003-${client}-1"></portico-password-reset>`;
  const host = await startHost({ [client]: 10 }, portico => recordPages(recordPage, portico, { widgets }));
  const page = await browser.newPage();
  await page.goto(`${host.origin}/widgets.html`);
  const pattern = await page.locator('portico-provider').evaluateHandle(provider => {
    provider.remove();
    return provider;
  });
  const result = await growth(page, 'a provider and the record page’s widgets, over HTTP,', {
    pattern,
    place: 'body',
    reader: 'portico-dashboard-access',
  });
  await page.close();
  await host.stop();
  return result;
}

interface Mount {
  /** What is copied and put on the page. */
  pattern: JSHandle<Element>;
  place: string;
  /** Every other time it stays until this has read what it shows; else it goes while it still waits. */
  reader: string;
}

async function growth(page: Page, what: string, mount: Mount): Promise<Result> {
  const devtools = await page.context().newCDPSession(page);
  const after = async (times: number) => {
    await mountAndUnmount(page, mount, times);
    // What the last ones have asked for is answered by then.
    await page.waitForTimeout(1000);
    return weigh(devtools);
  };
  return resultOf(what, await after(warmUp), await after(mounts));
}

function mountAndUnmount(page: Page, mount: Mount, times: number): Promise<void> {
  return page.evaluate(
    async ({ pattern, place, reader, times }) => {
      for (let i = 0; i < times; i++) {
        const element = document.importNode(pattern, true);
        document.querySelector(place)?.append(element);
        const reading = element.matches(reader) ? element : element.querySelector(reader);
        do await new Promise(resolve => setTimeout(resolve));
        while (i % 2 === 0 && reading?.getAttribute('data-state') === 'busy');
        const state = reading?.getAttribute('data-state');
        if (state !== 'ready' && state !== 'empty' && i % 2 === 0) throw new Error(`${reader} shows ${state}`);
        element.remove();
      }
    },
    { ...mount, times },
  );
}

function resultOf(what: string, before: PageWeight, after: PageWeight): Result {
  const heap = after.heapMegabytes - before.heapMegabytes;
  const nodes = after.nodes - before.nodes;
  const listeners = after.listeners - before.listeners;
  return {
    id: 'leaks',
    what: `What ${mounts.toLocaleString('en')} mounts and unmounts of ${what} leave behind`,
    ours: `${heap.toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners`,
    peer: `${before.heapMegabytes.toFixed(1)} MB, ${before.nodes} nodes, ${before.listeners} listeners after the first ${warmUp}`,
    ratio: '–',
    bar: '< 1 MB; no node, no listener',
    holds: heap < 1 && nodes <= 0 && listeners <= 0,
  };
}
