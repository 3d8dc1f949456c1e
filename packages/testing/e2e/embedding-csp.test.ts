import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { describePerson, giveAccess, openCreateUser } from '../src/create-user-dialog.ts';
import { type DemoProcess, startDemoProcess } from '../src/demo-process.ts';
import { demoRecords } from '../src/demo-records.ts';
import { hostPage, recordPageBundle, serveHostPages } from '../src/host-page.ts';
import { until } from '../src/until.ts';
import { assertAccessible, launchBrowser, type Visitor, visitor } from '../src/visitor.ts';

const { acme, jonas, mei, lukas } = demoRecords;
const customer = `/old-admin/customers/${acme}`;
const registered = `/old-admin/contacts/${jonas}`;
const pending = `/old-admin/contacts/${mei}`;
const deactivated = `/old-admin/contacts/${lukas}`;

let demo: DemoProcess;
let browser: Browser;
let staff: Visitor;
const violations: string[] = [];

before(async () => {
  [demo, browser] = await Promise.all([startDemoProcess(), launchBrowser()]);
  staff = await visitor(browser);
  await staff.context.exposeFunction('reportViolation', (violation: string) => violations.push(violation));
  await staff.context.addInitScript(() => {
    addEventListener('securitypolicyviolation', event => {
      Reflect.get(window, 'reportViolation')(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test('whole flows in the old admin panel raise no violation of its policy', async () => {
  const answer = await fetch(demo.crm + customer);
  const policy = answer.headers.get('content-security-policy') ?? '';
  for (const part of [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "require-trusted-types-for 'script'",
  ])
    assert.ok(policy.includes(part), part);

  const page = await staff.open(demo.crm + customer);
  await search(page);
  await createUser(page);
  await beRefused(page);
  await resetPasswords();
  await loseConnection(page);
  assert.deepEqual(violations, []);
  staff.assertNoComplaints();

  // What is seen of a page's violations is seen at all.
  await page.evaluate(() => {
    document.body.setAttribute('style', 'color: red');
    try {
      document.createElement('div').innerHTML = '<b>text</b>';
    } catch {}
  });
  await until(
    'both violations',
    () => violations,
    told => told.length === 2,
  );
  assert.match(violations.join('\n'), /^style-src-attr: inline.*\nrequire-trusted-types-for: trusted-types-sink/);
});

test('a file that is not the one the page names does not run', async () => {
  const person = await visitor(browser);
  await person.context.route('**/record-page.js', async route => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n` });
  });
  const page = await person.open(demo.crm + customer);
  await page.getByText('Signed in as').waitFor();
  assert.equal(await page.evaluate(() => customElements.get('portico-provider')), undefined);
});

for (const { names, copies, error } of [
  { names: 'lit-html', copies: 1, error: undefined },
  { names: "lit-html 'allow-duplicates'", copies: 2, error: undefined },
  { names: 'lit-html', copies: 2, error: 'Policy with name "lit-html" already exists.' },
]) {
  const outcome = error ? 'the first works, and the other is refused' : 'they work, and nothing is said';
  test(`under “trusted-types ${names}”, of ${copies} copies of the widgets: ${outcome}`, async () => {
    const { page, errors } = await underTrustedTypes(names, copies);
    await page.getByRole('row').filter({ hasText: 'ada.keller@' }).waitFor();
    assert.deepEqual(
      errors.map(message => message.replace(/^.*: /, '')),
      error ? [error] : [],
    );
  });
}

test('where “trusted-types” does not name lit-html, no element is defined', async () => {
  const { page, errors } = await underTrustedTypes('other', 1);
  await until(
    'the refusal',
    () => errors.join(),
    text => text.includes('"lit-html" disallowed'),
  );
  assert.equal(await page.evaluate(() => customElements.get('portico-provider')), undefined);
});

/** A page that names the only policies of Trusted Types it allows, and loads the widgets' file some number of times. */
async function underTrustedTypes(names: string, copies: number): Promise<{ page: Page; errors: string[] }> {
  const { context } = await visitor(browser);
  const scripts = Array.from({ length: copies }, (_, i) => `record-page.js?copy=${i}`);
  const body = `<portico-dashboard-access account-id="${acme}"></portico-dashboard-access>`;
  const policy = `<meta http-equiv="content-security-policy" content="require-trusted-types-for 'script'; trusted-types ${names}">`;
  await serveHostPages(context, demo.crm, {
    'index.html': hostPage(demo, { scripts, body }).replace('<title>', `${policy}<title>`),
    'record-page.js': recordPageBundle,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${demo.crm}/host/index.html`);
  return { page, errors };
}

test('the panel’s own parts look the same with the widgets and without', async () => {
  const looks = [];
  for (const isBlocked of [true, false]) {
    const person = await visitor(browser);
    if (isBlocked) await person.context.route('**/record-page.js', route => route.abort());
    const page = await person.open(`${demo.crm + customer}?tab=details`);
    if (!isBlocked) await page.getByText('8 people').or(page.getByText('9 people')).waitFor();
    looks.push(await lookOfPanel(page));
    await page.getByLabel('City').fill('Hamburg');
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await page.getByLabel('City').inputValue(), 'Berlin');
  }
  assert.deepEqual(looks[1], looks[0]);
});

/** Where everything of the panel is that no widget can push, and how it is styled. */
function lookOfPanel(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#header *, #breadcrumb, h1, #content *, #sidebar .box:first-child *')].map(
      element => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const styles = [...style].map(name => `${name}: ${style.getPropertyValue(name)}`);
        return `${element.localName} ${[x, y, width, height]} ${styles.join('; ')}`;
      },
    ),
  );
}

async function search(page: Page): Promise<void> {
  const list = page.locator('#content portico-dashboard-access');
  await list.getByText('8 people').waitFor();
  await assertAccessible(page);
  await list.getByRole('searchbox').fill('mei');
  await list.getByText('1 person').waitFor();
  await list.getByLabel('Status').selectOption('COMPLETE');
  await list.getByText('Nobody matches').waitFor();
  await list.getByRole('button', { name: 'Clear search and filter' }).click();
  await list.getByText('8 people').waitFor();
}

/** From the narrow column, and seen in both lists. */
async function createUser(page: Page): Promise<void> {
  const dialog = await openCreateUser(page, { within: '#sidebar' });
  await describePerson(dialog, {
    email: 'olga.old@acme.example.com',
    firstName: 'Olga',
    lastName: '<img src=x onerror=alert(1)>',
  });
  await assertAccessible(page);
  await giveAccess(dialog);
  await dialog.getByRole('button', { name: 'Done' }).click();
  for (const place of ['#content', '#sidebar']) {
    await page.locator(place).getByRole('row').filter({ hasText: 'olga.old@' }).getByText('PENDING').waitFor();
  }
  // Her link leads to the record that the CRM has made of her.
  const contact = await page.context().newPage();
  const link = page.locator('#content').getByRole('row').filter({ hasText: 'olga.old@' }).getByRole('link');
  await contact.goto(new URL((await link.getAttribute('href')) ?? '', demo.crm).href);
  await contact.getByRole('heading', { name: 'Olga <img' }).waitFor();
  assert.match(contact.url(), /\/old-admin\/contacts\/003/);
}

async function beRefused(page: Page): Promise<void> {
  const dialog = await openCreateUser(page, { within: '#content' });
  await dialog.getByLabel('Email').fill('lukas.vogel@acme.example.com');
  await dialog
    .getByText(/deactivated/i)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

async function resetPasswords(): Promise<void> {
  const page = await staff.open(demo.crm + registered);
  const button = page.locator('#content').getByRole('button', { name: 'Password Reset' });
  await button.click();
  await page.getByText('Password reset email sent to jonas.brandt@acme.example.com.').waitFor();
  await assertAccessible(page);
  await page.goto(demo.crm + pending);
  await button.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Registration email sent to mei.tanaka@acme.example.com.').waitFor();
  await page.goto(demo.crm + deactivated);
  await button.click();
  await page
    .getByText(/deactivated/i)
    .last()
    .waitFor();
}

async function loseConnection(page: Page): Promise<void> {
  await staff.context.setOffline(true);
  const list = page.locator('#content portico-dashboard-access');
  await list.getByRole('searchbox').fill('jonas');
  await list.getByRole('button', { name: 'Try again' }).waitFor();
  await staff.context.setOffline(false);
  // Being back is enough: the list reads again by itself.
  await list.getByText('1 person').waitFor();
}
