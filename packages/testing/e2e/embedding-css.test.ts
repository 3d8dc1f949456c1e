import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { playScenes, settle } from '../src/scenes.ts';
import { launchBrowser } from '../src/visitor.ts';
import { differences, layOut, overflows } from '../src/widget-layout.ts';
import { widgetNames } from '../src/widget-names.ts';
import { buildWidgets, connect, openWidgets } from '../src/widget-page.ts';

const oldPanel = resolve(import.meta.dirname, '../../../examples/admin/public');
const everything = 'body, body :not(.stage, script, style)';
const widgets = ['provider', ...widgetNames()].map(name => `portico-${name}`).join();

/** What any text could be made to look like. */
const loud = `
  font: italic small-caps 900 condensed 40px/3 fantasy; font-feature-settings: "smcp"; font-kerning: none;
  letter-spacing: .3em; word-spacing: 1em; text-transform: uppercase; text-indent: 4em; text-align: right;
  text-align-last: center; text-shadow: 3px 3px red; white-space: pre; word-break: break-all; line-break: anywhere;
  overflow-wrap: anywhere; hyphens: auto; tab-size: 1; quotes: none; list-style: square inside; color: #ccc;
  border-collapse: separate; border-spacing: 20px; caption-side: bottom; empty-cells: hide; text-wrap: balance;
  text-underline-offset: 9px; text-emphasis: dot; -webkit-text-stroke: 1px red; -webkit-text-fill-color: orange;
  font-variant-numeric: oldstyle-nums; text-rendering: geometricPrecision; cursor: wait; caret-color: red;
  accent-color: red; fill: red; stroke: red; stroke-width: 9; image-rendering: pixelated;
  orphans: 9; widows: 9;`;

const sheets: Record<string, string> = {
  'an old admin panel': ['reset', 'panel', 'frame']
    .map(name => readFileSync(`${oldPanel}/${name}.css`, 'utf8'))
    .join(''),
  'rules that take everything away': `${everything} { all: unset !important; }`,
  'rules for everything': `
    ${everything} { ${loud} box-sizing: content-box !important; }
    button, input, select, label, table, p, h2, svg { float: left; margin: 3px; padding: 2px; border: 1px solid red; }
    button, input, select, dialog, table, td, p, h2, svg, .message, .badge, .head, .body, .foot { all: unset !important; }`,
  'rules for the widgets by name': `${widgets} { ${loud} }`,
  'rules for the widgets that insist': `${widgets} { ${loud.replaceAll(';', ' !important;')} }`,
  'what is inherited from above': `html { font-size: 62.5%; } body { ${loud} }`,
};

/** What a page decides about widgets, so that both pages decide alike. */
const common =
  ':root { --portico-font-family: sans-serif; --portico-font-size: 14px; } .stage { display: block; overflow: hidden; }';

let browser: Browser;
let script: string;

before(async () => {
  [browser, script] = await Promise.all([launchBrowser(), buildWidgets()]);
});

after(() => browser?.close());

for (const width of [280, 560, 900]) {
  describe(`in ${width} px, nothing inside a widget follows`, () => {
    let clean: Awaited<ReturnType<typeof layOut>>;

    before(async () => {
      const page = await open('', width);
      clean = await layOut(page);
      assert.deepEqual(await overflows(page), [], 'it stays inside of itself to begin with');
      await page.context().close();
    });

    const follows = async (css: string, hasDoctype?: boolean) => {
      const page = await open(css, width, hasDoctype);
      assert.deepEqual(differences(clean, await layOut(page)), []);
      await page.context().close();
    };
    // Between a phone and a page, only what the root's font size changes could differ.
    const names = width === 560 ? ['an old admin panel'] : Object.keys(sheets);
    for (const name of names) test(name, () => follows(sheets[name] ?? ''));
    test('the rules of a page without a document type', () => follows('', false));
  });
}

for (const place of ['float: left', 'display: inline-block', 'display: table-cell', 'display: inline-flex']) {
  test(`in a place that is only as wide as what it holds (${place}), a widget can be read`, async () => {
    const page = await open(`.stage { width: auto !important; ${place}; }`, 0);
    assert.deepEqual(await overflows(page), []);
    const widths = await page.evaluate(() =>
      [...document.querySelectorAll('.stage > [data-state=ready]')].map(
        widget => widget.clientWidth || widget.getBoundingClientRect().width,
      ),
    );
    assert.ok(Math.min(...widths) > 60 && Math.max(...widths) > 250, String(widths));
    await page.context().close();
  });
}

test('what a page decides for its readers comes through', async () => {
  const decided = {
    '-webkit-locale': '"ja"',
    'color-scheme': 'dark',
    direction: 'rtl',
    'font-family': 'fantasy',
    'pointer-events': 'none',
    visibility: 'hidden',
  };
  const rules = Object.entries(decided).map(([name, value]) => `${name}: ${value};`);
  const page = await open(`:root { --portico-font-family: initial; } .stage { ${rules.join(' ')} }`, 280);
  const cell = page.locator('portico-dashboard-access tbody th').first();
  const seen = await cell.evaluate(
    (element, names) => names.map(name => getComputedStyle(element).getPropertyValue(name)),
    Object.keys(decided),
  );
  assert.deepEqual(seen, Object.values(decided));
  await page.context().close();
});

async function open(css: string, width: number, hasDoctype = true): Promise<Page> {
  const context = { viewport: { width: 1000, height: 900 }, reducedMotion: 'reduce' as const };
  const page = await openWidgets(browser, script, { body: '', css: `${common} ${css}`, hasDoctype, context });
  await connect(page);
  await playScenes(page, { width });
  await settle(page);
  return page;
}
