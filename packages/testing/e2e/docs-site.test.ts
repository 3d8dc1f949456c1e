import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { type DocsSite, startDocsSite } from '../src/docs-site.ts';
import { assertAccessible, launchBrowser, type Visitor, visitor } from '../src/visitor.ts';
import { widgetNames } from '../src/widget-names.ts';

const widgets = widgetNames();

let site: DocsSite;
let browser: Browser;
let reader: Visitor;

before(async () => {
  [site, browser] = await Promise.all([startDocsSite(), launchBrowser()]);
  reader = await visitor(browser);
});

after(async () => {
  await browser?.close();
  site?.stop();
});

test('an example answers each knob, over the HTTP adapter', async () => {
  const page = await open('/widgets/dashboard-access');
  const example = examplesOf(page).first();
  await example.getByText('4 people').waitFor();
  const turn = (knob: string, to: string) => example.getByLabel(knob, { exact: true }).selectOption(to);

  await turn('Answers', 'slow');
  await state(example, 'busy');
  await state(example, 'ready');
  await turn('Answers', 'failing');
  await example.getByText('Something went wrong on the server').waitFor();
  await state(example, 'error');
  await turn('Answers', 'at once');
  await state(example, 'ready');
  await turn('Portal', 'empty');
  await example.getByText('Nobody has access yet').waitFor();
  await turn('Permission', 'none');
  await example.getByText('No permission').waitFor();
  await state(example, 'no-permission');
  await example.getByRole('button', { name: 'Start again' }).click();
  await example.getByText('4 people').waitFor();
  await turn('Capability', 'access.listForAccount');
  await example.getByText('This is not available here').waitFor();
  await turn('Capability', '');
  await example.getByText('4 people').waitFor();
  reader.assertNoComplaints();
});

test('an example that could not start says why, and can be started again', async () => {
  const { context } = await visitor(browser);
  await context.addInitScript(() => {
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = async () => {
      ServiceWorkerContainer.prototype.register = register;
      throw new Error('There is no worker today.');
    };
  });
  const page = await context.newPage();
  await page.goto(`${site.address}/widgets/password-reset`);
  const example = examplesOf(page).first();
  await example.getByRole('alert').filter({ hasText: 'no worker today' }).waitFor();
  await example.getByRole('button', { name: 'Start again' }).click();
  await state(example, 'ready');
  assert.equal(await example.getByRole('alert').count(), 0);
});

test('an example looks as its knobs say, and its markup says the same', async () => {
  const page = await open('/widgets/dashboard-access');
  const example = examplesOf(page).first();
  await example.getByText('4 people').waitFor();
  const provider = example.locator('portico-provider');
  const own = (property: string) =>
    provider.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  await example.getByLabel('Theme', { exact: true }).selectOption('slds');
  assert.equal(await own('--portico-radius'), '4px');
  await example.getByLabel('Colours', { exact: true }).selectOption('dark');
  assert.equal(await own('color-scheme'), 'dark');
  await example.getByLabel('Direction', { exact: true }).selectOption('rtl');
  assert.equal(await own('direction'), 'rtl');
  await example.getByLabel('Width', { exact: true }).selectOption('280 px');
  const box = await example.locator('portico-dashboard-access').boundingBox();
  assert.ok(box && box.width <= 280, `${box?.width} px`);
  const markup = await example.getByLabel('The markup of this example').innerText();
  for (const part of ['themes/slds.css', 'theme="dark"', 'dir="rtl"']) assert.ok(markup.includes(part), part);
  reader.assertNoComplaints();
});

test('two examples of a page do not disturb each other, and what was done stays while its reader is elsewhere', async () => {
  const page = await open('/widgets/dashboard-access');
  const [first, second] = [examplesOf(page).first(), examplesOf(page).nth(1)];
  await first.getByText('4 people').waitFor();
  await second.getByText('Northwind Health').waitFor();
  await first.getByRole('button', { name: 'a colleague adds Bea' }).click();
  await first.getByText('5 people').waitFor();
  await first.getByRole('button', { name: 'Alan registers' }).click();
  await first.getByRole('row').filter({ hasText: 'Alan Turing' }).getByText('COMPLETE').waitFor();
  await second.getByLabel('Answers', { exact: true }).selectOption('failing');
  await second.getByText('Something went wrong on the server').waitFor();
  await state(first, 'ready');

  await page.getByRole('link', { name: 'Password Reset', exact: true }).click();
  await page.getByRole('heading', { name: 'Password Reset', level: 1 }).waitFor();
  await page.goBack();
  await examplesOf(page).first().getByText('5 people').waitFor();
  await examplesOf(page).nth(1).getByText('Something went wrong on the server').waitFor();
  reader.assertNoComplaints();
});

for (const widget of widgets) {
  test(`every scene of ${widget} can be played`, async () => {
    const page = await open(`/widgets/${widget}`);
    const example = examplesOf(page).first();
    const shows = example.getByRole('group', { name: 'Show' }).getByRole('button');
    await shows.first().waitFor();
    const names = await shows.allInnerTexts();
    assert.ok(names.length > 1, 'the scenes were found');
    for (const name of names) {
      // A dialog of the scene before lies over the page: the button is pressed as a script would.
      await shows.getByText(name, { exact: true }).dispatchEvent('click');
      await state(example, /ready|empty/);
    }
    assert.equal(await example.locator('.failure').count(), 0);
    reader.assertNoComplaints();
  });
}

test('an event of a widget is listed under its example', async () => {
  const page = await open('/widgets/password-reset');
  const example = examplesOf(page).first();
  await example.locator('portico-password-reset').getByRole('button', { name: 'Password Reset' }).click();
  await example.getByRole('log').getByText('passwordresetsent').waitFor();
  await example.getByRole('log').getByText('{"contactId":"003A"}').first().waitFor();
  reader.assertNoComplaints();
});

test('the search finds an error by its code, and a part of a widget by its name', async () => {
  const page = await open('/');
  for (const [words, title, path] of [
    ['already-has-access', 'already-has-access', '/errors/already-has-access'],
    ['row-new', 'Parts', '/widgets/dashboard-access#parts'],
  ] as const) {
    await page.getByRole('button', { name: 'Search' }).first().click();
    await page.locator('.VPLocalSearchBox').getByRole('searchbox').fill(words);
    await page.locator(`a.result[href*="${path}"]`).filter({ hasText: title }).first().click();
    await page.waitForURL(`**${path}*`);
  }
  reader.assertNoComplaints();
});

test('the theme editor shows what is chosen, and gives the CSS of it', async () => {
  const page = await open('/theming');
  const editor = page.getByRole('region', { name: 'Theme editor' });
  const css = editor.getByLabel('The theme as CSS');
  const radius = () =>
    editor
      .locator('portico-create-user')
      .getByRole('button', { name: 'Create User' })
      .evaluate(button => getComputedStyle(button).borderRadius);
  await editor.getByText('4 people').waitFor();
  assert.equal(await radius(), '8px');
  await editor.getByRole('button', { name: 'slds' }).click();
  await css.getByText('--portico-color-accent').waitFor();
  assert.equal(await radius(), '4px');
  await editor.getByRole('button', { name: 'plain' }).click();
  await css.getByText('Nothing differs').waitFor();
  await editor.getByLabel('accent', { exact: true }).fill('#ffff00');
  await editor.getByLabel('radius', { exact: true }).fill('2px');
  await editor.getByLabel('radius', { exact: true }).press('Enter');
  await css.getByText('light-dark(#ffff00, #8fb1ff)').waitFor();
  await css.getByText('--portico-radius: 2px').waitFor();
  assert.equal(await radius(), '2px');
  await editor.getByText(/accent on surface 1\.\d : 1 too low/).waitFor();
  reader.assertNoComplaints();
});

for (const path of ['/', '/widgets/dashboard-access', '/errors/sent-recently', '/theming', '/settings/']) {
  test(`${path} is accessible in light and dark, and fits a narrow screen`, async () => {
    const page = await open(path);
    if (await page.locator('.place').count()) await page.getByText('4 people').first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor();
      await assertAccessible(page);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await assertAccessible(page);
    reader.assertNoComplaints();
  });
}

function open(path: string): Promise<Page> {
  return reader.open(`${site.address}${path}`);
}

function examplesOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Live example' });
}

/** Waits until an example says that its widget is in this state. */
async function state(example: Locator, name: string | RegExp): Promise<void> {
  await example.locator('.state b').filter({ hasText: name }).waitFor();
}
