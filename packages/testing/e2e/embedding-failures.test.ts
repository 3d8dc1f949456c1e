import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { playScenes, settle } from '../src/scenes.ts';
import { until } from '../src/until.ts';
import { launchBrowser } from '../src/visitor.ts';
import { buildWidgets, openWidgets } from '../src/widget-page.ts';

/** What an adapter's operation can do instead of its work. */
interface Failure {
  /** The text of a function. */
  source: string;
  /** Where an answer is missing, the wait goes on instead. */
  isTold: boolean;
}

const failures: Record<string, Failure> = {
  'throws at once': { source: `() => { throw new Error('broken') }`, isTold: true },
  'throws what is no error': { source: `() => { throw null }`, isTold: true },
  'rejects with nothing': { source: '() => Promise.reject()', isTold: true },
  'answers nothing': { source: 'async () => undefined', isTold: false },
  'never answers': { source: '() => new Promise(() => {})', isTold: false },
};

let browser: Browser;
let script: string;

before(async () => {
  [browser, script] = await Promise.all([launchBrowser(), buildWidgets()]);
});

after(() => browser?.close());

describe('no widget throws on the page where each operation', () => {
  for (const [name, { source, isTold }] of Object.entries(failures)) {
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
      }, source);
      await playScenes(page, { areWaitedFor: false });
      await settle(page, { mayStayBusy: !isTold });
      await assertSilent(page, complaints);
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
  await assertSilent(page, complaints);
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

/** Fails if a page has complained of anything by now, also of what it was left to tell in a later turn. */
async function assertSilent(page: Page, complaints: string[]): Promise<void> {
  // A page tells in order: with this, everything before it has been told.
  await page.evaluate(() => setTimeout(() => console.error('the last word')));
  await until(
    'the last word',
    () => complaints,
    told => told.includes('the last word'),
  );
  assert.deepEqual(complaints, ['the last word']);
}

async function assertUnharmed(page: Page): Promise<void> {
  const own = await page.evaluate(() => {
    for (const dialog of document.querySelectorAll('*')) dialog.shadowRoot?.querySelector('dialog')?.close();
    return Object.fromEntries(new FormData(document.querySelector('form') ?? undefined));
  });
  assert.deepEqual(own, { own: 'the page’s' });
  await page.getByRole('button', { name: 'Own' }).click();
}
