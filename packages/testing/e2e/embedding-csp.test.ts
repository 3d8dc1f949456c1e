import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type DemoProcess, startDemoProcess } from '../src/demo-process.ts';
import { until } from '../src/until.ts';
import { assertAccessible, launchBrowser, type Visitor, visitor } from '../src/visitor.ts';

const customer = '/old-admin/customers/001Pt0000000A01IAE';
const registered = '/old-admin/contacts/003Pt0000000C02IAE';
const pending = '/old-admin/contacts/003Pt0000000C03IAE';
const deactivated = '/old-admin/contacts/003Pt0000000C04IAE';

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
  await until(async () => violations.length === 2);
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
  await page.locator('#sidebar').getByRole('button', { name: 'Create User' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill('olga.old@acme.example.com');
  await dialog.getByText('New person').waitFor();
  await dialog.getByLabel('First name').fill('Olga');
  await dialog.getByLabel('Last name').fill('<img src=x onerror=alert(1)>');
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Create User' }).click();
  await dialog.getByText('now has access').waitFor();
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
  await page.locator('#content').getByRole('button', { name: 'Create User' }).click();
  const dialog = page.getByRole('dialog');
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
