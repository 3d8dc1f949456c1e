import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { until } from '../src/until.ts';
import { launchBrowser } from '../src/visitor.ts';
import { buildWidgets, openWidgets } from '../src/widget-page.ts';

/** What an adapter's operation can do instead of its work; each is the text of a function. */
const failures: Record<string, string> = {
  'throws at once': `() => { throw new Error('broken') }`,
  'throws what is no error': `() => { throw null }`,
  'rejects with nothing': '() => Promise.reject()',
  'answers nothing': 'async () => undefined',
  'never answers': '() => new Promise(() => {})',
};

let browser: Browser;
let script: string;

before(async () => {
  [browser, script] = await Promise.all([launchBrowser(), buildWidgets()]);
});

after(() => browser?.close());

describe('no widget throws on the page where each operation', () => {
  for (const [name, failure] of Object.entries(failures)) {
    test(name, async () => {
      const { page, complaints } = await open();
      await page.evaluate(source => {
        const fail = new Function(`return ${source}`)();
        const group = new Proxy({}, { get: () => fail });
        // Also what an adapter says of itself may be broken off; what it supports is what widgets ask first.
        const broken = { supports: window.portal.adapter.supports, subscribe: fail };
        const adapter = new Proxy(broken, { get: (own, key) => Reflect.get(own, key) ?? group });
        const provider = document.querySelector('portico-provider');
        if (provider) provider.adapter = adapter as never;
      }, failure);
      await playScenes(page);
      // Where an answer is missing the wait goes on; a failure is told.
      const isTold = !name.includes('answers');
      if (isTold) await until(() => page.evaluate(() => !document.querySelector('[data-state=busy]')));
      assert.deepEqual(complaints, []);
      await assertUnharmed(page);
      await page.context().close();
    });
  }
});

test('a list whose adapter throws says so, and works once it is mended', async () => {
  const { page, complaints } = await open();
  await page.evaluate(() => {
    const list = document.createElement('portico-dashboard-access');
    list.accountId = '001A';
    const { adapter } = window.portal;
    const listForAccount = () => {
      throw new Error('broken');
    };
    list.adapter = { ...adapter, access: { ...adapter.access, listForAccount } } as typeof adapter;
    document.querySelector('portico-provider')?.append(list);
  });
  const list = page.locator('portico-dashboard-access');
  await list.getByText('This could not be loaded').waitFor();
  assert.equal(await list.getAttribute('data-state'), 'error');
  await list.evaluate(element => {
    (element as HTMLElementTagNameMap['portico-dashboard-access']).adapter = window.portal.adapter;
  });
  await list.getByRole('row').filter({ hasText: 'ada@' }).waitFor();
  assert.deepEqual(complaints, []);
});

/** A page with a control of its own, and all that it complains of. */
async function open() {
  const body = '<form><input name="own" value="the page’s"><button type="button">Own</button></form>';
  const page = await openWidgets(browser, script, { body });
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(String(error?.stack ?? error)));
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

/** Every widget at rest and in each of its scenes, which may be cut short: what fails there is what is tested. */
async function playScenes(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const provider = document.querySelector('portico-provider');
    for (const { tag, attributes, scenes } of window.examples) {
      for (const scene of [async () => {}, ...Object.values(scenes)]) {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        provider?.append(element);
        await Reflect.get(element, 'updateComplete');
        // Not waited for: what never answers would hold it up.
        scene(element);
        await new Promise(requestAnimationFrame);
      }
    }
  });
  // What was left to a later turn, such as a promise that nobody caught, has been told by then.
  await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 300)));
}

async function assertUnharmed(page: Page): Promise<void> {
  const own = await page.evaluate(() => {
    for (const dialog of document.querySelectorAll('*')) dialog.shadowRoot?.querySelector('dialog')?.close();
    return Object.fromEntries(new FormData(document.querySelector('form') ?? undefined));
  });
  assert.deepEqual(own, { own: 'the page’s' });
  await page.getByRole('button', { name: 'Own' }).click();
}
