import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { layoutProblems } from '../src/layout-problems.ts';
import { launchBrowser } from '../src/visitor.ts';
import { buildWidgets, connect, openWidgets } from '../src/widget-page.ts';

const font = 'body { font-family: system-ui, sans-serif }';
const widgets = `
  <portico-create-user account-id="001A"></portico-create-user>
  <portico-password-reset contact-id="003A"></portico-password-reset>
  <portico-dashboard-access account-id="001A" contact-href="/contacts/{id}"></portico-dashboard-access>`;

let browser: Browser;
let script: string;

before(async () => {
  [browser, script] = await Promise.all([launchBrowser(), buildWidgets()]);
});

after(() => browser?.close());

const screens: Record<string, { css?: string; dir?: 'rtl'; context: BrowserContextOptions }> = {
  'on a small phone': { context: { viewport: { width: 320, height: 640 } } },
  'on a small phone, right to left': { dir: 'rtl', context: { viewport: { width: 320, height: 640 } } },
  'in a sidebar of 280 px': { css: 'main { width: 280px }', context: { viewport: { width: 1000, height: 800 } } },
  'on a page of 1000 px': { context: { viewport: { width: 1000, height: 800 } } },
  'where the table just fits': { context: { viewport: { width: 660, height: 800 } } },
  'at 200 % zoom': { context: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } },
  'at 400 % zoom': { context: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } },
  'with letters twice as large': {
    css: 'html { font-size: 200% }',
    context: { viewport: { width: 640, height: 800 } },
  },
};

for (const [title, { css = '', dir = 'ltr', context }] of Object.entries(screens)) {
  test(`nothing is cut off, covered, or too small to hit ${title}`, async () => {
    const page = await openWidgets(browser, script, { body: '<div></div>', css: font + css, dir, context });
    for await (const scene of scenesOn(page)) assert.deepEqual(await layoutProblems(page), [], scene);
    await page.context().close();
  });
}

test('nothing moves, loading or loaded, for a person who has asked for that; for others something does', async () => {
  for (const [reducedMotion, isMoving] of [
    ['reduce', false],
    ['no-preference', true],
  ] as const) {
    const page = await openWidgets(browser, script, { body: '<div></div>', context: { reducedMotion } });
    await page.evaluate(showLoading);
    let moving = await page.evaluate(countAnimations);
    for await (const _ of scenesOn(page)) moving += await page.evaluate(countAnimations);
    assert.equal(moving > 0, isMoving, `${moving} with ${reducedMotion}`);
    await page.context().close();
  }
});

test('in forced colours every control and badge has an edge, and one that leads nowhere looks so', async () => {
  const page = await openWidgets(browser, script, { body: '<div></div>', context: { forcedColors: 'active' } });
  let blocked = 0;
  for await (const scene of scenesOn(page)) {
    const { edgeless, blockedColours, grey } = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.cssText = 'color: GrayText; background: Canvas';
      const { color: grey, backgroundColor: canvas } = getComputedStyle(probe);
      probe.remove();
      const all = (selector: string) =>
        [...document.querySelectorAll('portico-provider *')]
          .flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll(selector) ?? [])])
          .filter(element => element.checkVisibility());
      const edgeless = all('button:not(.link, .icon), input, select, .badge, .message:not(.plain), dialog, .toast')
        .filter(element => {
          const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(element);
          return borderTopStyle === 'none' || borderTopWidth === '0px' || borderTopColor === canvas;
        })
        .map(({ outerHTML }) => outerHTML);
      const blockedColours = all('button[aria-disabled]').map(element => getComputedStyle(element).color);
      return { edgeless, blockedColours, grey };
    });
    assert.deepEqual(edgeless, [], scene);
    for (const colour of blockedColours) assert.equal(colour, grey, scene);
    blocked += blockedColours.length;
  }
  assert.ok(blocked > 0);
  await page.context().close();
});

test('where more contrast is wanted, quiet text and fine lines are strong', async () => {
  const colours = async (contrast: 'more' | 'no-preference') => {
    const page = await openWidgets(browser, script, { body: widgets, context: { contrast } });
    await connect(page);
    await page.getByText('4 people').waitFor();
    const found = await page.evaluate(() => {
      const root = document.querySelector('portico-dashboard-access')?.shadowRoot;
      const style = (selector: string) => getComputedStyle(root?.querySelector(selector) ?? document.body);
      return {
        text: style('td').color,
        quiet: style('.count').color,
        line: style('td').borderBottomColor,
        edge: style('input').borderTopColor,
      };
    });
    await page.context().close();
    return found;
  };
  const usual = await colours('no-preference');
  const strong = await colours('more');
  assert.notEqual(usual.quiet, usual.text);
  assert.deepEqual([strong.quiet, strong.line], [strong.text, strong.edge]);
});

test('everything is written in the page’s own font', async () => {
  const css =
    'body { font-family: Georgia, serif; text-transform: uppercase; letter-spacing: 3px; font-style: italic }';
  const page = await openWidgets(browser, script, { body: '<div></div>', css });
  for await (const scene of scenesOn(page)) {
    const fonts = await page.evaluate(() => [
      ...new Set(
        [...document.querySelectorAll('portico-provider *')]
          .flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll('*:not(style)') ?? [])])
          .map(element => getComputedStyle(element))
          .map(({ fontFamily, fontStyle, textTransform }) => `${fontFamily} ${fontStyle} ${textTransform}`),
      ),
    ]);
    assert.deepEqual(fonts, ['Georgia, serif normal none'], scene);
  }
  await page.context().close();
});

for (const [where, css] of [
  ['on a page', ''],
  ['in a sidebar of 280 px', 'main { width: 280px }'],
] as const) {
  test(`nothing moves while a list of three comes in, ${where}`, async () => {
    const { page, shifts } = await openLoading(css, '001B', async () => {
      for (const email of ['fay@example.com', 'gus@example.com']) {
        const contact = { email, firstName: 'Fay', lastName: 'Fine' };
        await window.portal.own.access.grant({ accountId: '001B', contact });
      }
    });
    await connect(page);
    await page.getByText('3 people').waitFor();
    assert.deepEqual(await shifts(), []);
  });

  test(`what is beneath moves once when another number of people comes in, and nothing else does, ${where}`, async () => {
    const { page, shifts } = await openLoading(css, '001A');
    await connect(page);
    await page.getByText('4 people').waitFor();
    assert.deepEqual(await shifts(), ['p']);
  });
}

/** The widgets with a paragraph beneath, busy for a while; `shifts` names what has been moved, once for each time. */
async function openLoading(css: string, accountId: string, prepare: () => Promise<void> = async () => {}) {
  const body = `${widgets.replaceAll('001A', accountId)}<p>What the page says beneath.</p>`;
  const page = await openWidgets(browser, script, { body, css: font + css });
  await page.evaluate(prepare);
  await page.getByText('Loading…').waitFor({ state: 'attached' });
  await page.evaluate(() => {
    const moved: string[] = [];
    Object.assign(window, { moved });
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as (PerformanceEntry & { sources: { node: Element | null }[] })[]) {
        moved.push(entry.sources.map(({ node }) => node?.nodeName.toLowerCase()).join());
      }
    }).observe({ type: 'layout-shift' });
  });
  // What was painted before counts as the beginning, and what was moved is told after the frame.
  const frames = () =>
    page.evaluate(
      () =>
        new Promise<void>(done => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
        }),
    );
  await frames();
  const shifts = async () => {
    await frames();
    return page.evaluate(() => Reflect.get(window, 'moved') as string[]);
  };
  return { page, shifts };
}

/** Every widget in every one of its scenes, one after the other, in a portal of people with difficult names. */
async function* scenesOn(page: Page): AsyncGenerator<string> {
  const scenes = await page.evaluate(() =>
    window.examples.map(({ tag, scenes }) => [tag, ['at rest', ...Object.keys(scenes)]] as const),
  );
  for (const [tag, names] of scenes) {
    for (const name of names) {
      await page.evaluate(showScene, [tag, name] as const);
      yield `${tag}, ${name}`;
    }
  }
}

/** Runs in the page. */
async function showScene([tag, name]: readonly [string, string]): Promise<void> {
  const example = window.examples.find(one => one.tag === tag);
  const provider = document.querySelector('portico-provider');
  if (!example || !provider) throw new Error(tag);
  const portal = await window.samplePortal();
  for (const [firstName, lastName, email] of [
    [
      'Maximiliana Wilhelmine',
      'von Hohenstein-Bergwerk',
      'maximiliana.von-hohenstein@department.acme-health.example.com',
    ],
    ['محمد', 'صلاح', 'mohamed.salah@example.com'],
    ['Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', 'X', `${'a'.repeat(60)}@example.com`],
  ] as const) {
    const contact = { email, firstName, lastName, jobTitle: 'Head of International Marketing' };
    await portal.own.access.grant({ accountId: '001A', contact });
  }
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(example.attributes)) element.setAttribute(key, value);
  provider.adapter = portal.adapter;
  provider.replaceChildren(element);
  const settled = async () => {
    while (
      !element.dataset.state ||
      element.dataset.state === 'busy' ||
      element.shadowRoot?.querySelector('.spinner')
    ) {
      await new Promise(requestAnimationFrame);
    }
  };
  await settled();
  await example.scenes[name]?.(element);
  await settled();
}

/** Every widget, waiting for its backend. Runs in the page. */
function showLoading(): void {
  const elements = window.examples.map(({ tag, attributes }) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  });
  document.querySelector('portico-provider')?.replaceChildren(...elements);
}

/** Runs in the page. */
function countAnimations(): number {
  return [...document.querySelectorAll('portico-provider *')]
    .flatMap(element => element.shadowRoot?.getAnimations() ?? [])
    .filter(({ playState }) => playState === 'running').length;
}
