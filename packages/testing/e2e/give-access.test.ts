import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { describePerson, giveAccess, openCreateUser } from '../src/create-user-dialog.ts';
import { type DemoProcess, startDemoProcess } from '../src/demo-process.ts';
import { demoRecords } from '../src/demo-records.ts';
import { assertAccessible, launchBrowser, type Visitor, visitor } from '../src/visitor.ts';

const order = `/crm/orders/${demoRecords.order}`;
const secondOrder = `/crm/orders/${demoRecords.secondOrder}`;
const account = `/crm/accounts/${demoRecords.acme}`;
const registered = `/crm/contacts/${demoRecords.ada}`;
const pending = `/crm/contacts/${demoRecords.mei}`;
const samplePassword = 'sample-password-1';
const password = 'a password of my own';

let demo: DemoProcess;
let browser: Browser;
let staff: Visitor;

before(async () => {
  [demo, browser] = await Promise.all([startDemoProcess(), launchBrowser()]);
  staff = await visitor(browser);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test('a client is given access from an order page, registers, and turns COMPLETE in every tab', async () => {
  const page = await staff.open(demo.crm + order);
  const colleague = await visitor(browser);
  const otherTab = await colleague.open(demo.crm + account);
  await otherTab.getByRole('row').filter({ hasText: 'ada.keller@' }).waitFor();
  await assertAccessible(page);

  const name = { first: 'Wanda <b>&amp;', last: 'محمد 👩‍💻' };
  const dialog = await openCreateUser(page);
  await describePerson(dialog, { email: "wanda.o'walker+crm@example.com", firstName: name.first, lastName: name.last });
  await dialog.getByLabel('Job title').selectOption('IHM customer');
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Create User' }).dblclick();
  await dialog.getByText('now has access').waitFor();
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();

  for (const tab of [page, otherTab]) {
    const row = tab.getByRole('row').filter({ hasText: 'wanda.o' });
    await row.getByText('PENDING').waitFor();
    assert.ok((await row.innerText()).includes(`${name.first} ${name.last}`));
  }
  // The host has given the new contact a page of its own.
  const link = page.getByRole('row').filter({ hasText: 'wanda.o' }).getByRole('link');
  await page.waitForFunction(
    element => /\/crm\/contacts\/003/.test(element?.getAttribute('href') ?? ''),
    await link.elementHandle(),
  );

  const client = await visitor(browser);
  const mailbox = await client.open(`${demo.portico}/mailbox/`);
  assert.equal(await mailbox.getByText("wanda.o'walker+crm@example.com").count(), 1, 'one mail');
  const portal = await openLinkOfMail(mailbox, "wanda.o'walker+crm@example.com");
  assert.doesNotMatch(portal.url(), /#/);
  await portal.getByText(name.first, { exact: false }).first().waitFor();
  await portal.reload();
  assert.equal(
    await page.getByRole('row').filter({ hasText: 'wanda.o' }).getByText('PENDING').count(),
    1,
    'opening the link changes nothing',
  );
  await portal.getByLabel('New password').fill('short');
  await portal.getByRole('button', { name: 'Set password' }).click();
  await portal.getByText('Use at least 10 characters.').first().waitFor();
  await portal.getByLabel('New password').fill(password);
  await portal.getByRole('button', { name: 'Set password' }).click();
  await portal.getByRole('heading', { name: /Acme Health/ }).waitFor();
  await assertAccessible(portal);
  await portal.getByRole('link', { name: 'Dashboards' }).click();
  await portal.getByRole('heading', { name: /Acme Health/ }).waitFor();

  for (const tab of [page, otherTab]) {
    await tab.getByRole('row').filter({ hasText: 'wanda.o' }).getByText('COMPLETE').waitFor();
  }
  for (const person of [staff, colleague, client]) person.assertNoComplaints();
});

test('eight tabs of one person share one stream, and all of them follow', async () => {
  const person = await visitor(browser);
  const streams: string[] = [];
  person.context.on('request', request => {
    if (request.url().includes('/v1/events')) streams.push(request.url());
  });
  const tabs: Page[] = [];
  for (let i = 0; i < 8; i++) {
    const tab = await person.open(demo.crm + order);
    await tab.getByRole('row').filter({ hasText: 'ada.keller@' }).waitFor();
    tabs.push(tab);
  }
  const [first] = tabs;
  assert.ok(first);
  const dialog = await openCreateUser(first);
  await describePerson(dialog, { email: 'tara.tabs@example.com', firstName: 'Tara', lastName: 'Tabs' });
  await dialog.getByRole('button', { name: 'Create User' }).click();
  for (const tab of tabs) await tab.getByRole('row').filter({ hasText: 'tara.tabs' }).getByText('PENDING').waitFor();
  assert.equal(streams.length, 1);
  await person.context.close();
});

test('another order of the account shows the same people, and refuses them before anything is submitted', async () => {
  const page = await staff.open(demo.crm + secondOrder);
  await page.getByRole('row').filter({ hasText: 'ada.keller@' }).getByText('COMPLETE').waitFor();
  const dialog = await openCreateUser(page);
  await dialog.getByLabel('Email').fill('Ada.Keller@ACME.example.com');
  await dialog.getByText('already has access to this account').waitFor();
  assert.equal(await dialog.getByRole('button', { name: 'Create User' }).getAttribute('aria-disabled'), 'true');
});

test('a password reset tells that it was sent, and ends the older sessions', async () => {
  const client = await visitor(browser);
  const session = await client.open(`${demo.portico}/portal/sign-in`);
  await session.getByLabel('Email').fill('ada.keller@acme.example.com');
  await session.getByLabel('Password', { exact: true }).fill(samplePassword);
  await session.keyboard.press('Enter');
  await session.getByRole('heading', { name: /Welcome/ }).waitFor();

  const page = await staff.open(demo.crm + registered);
  await page.getByRole('row').filter({ hasText: 'Germany' }).getByText('COMPLETE').waitFor();
  await page.getByRole('button', { name: 'Password Reset' }).click();
  await page.getByText('Password reset email sent to ada.keller@acme.example.com.').waitFor();
  await assertAccessible(page);

  const portal = await openLinkOfMail(await (await visitor(browser)).open(`${demo.portico}/mailbox/`), 'ada.keller@');
  await portal.getByLabel('New password').fill(password);
  await portal.keyboard.press('Enter');
  await portal.getByRole('heading', { name: /Welcome/ }).waitFor();
  await session.reload();
  await session.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('who has not registered is offered the registration mail again, once a minute', async () => {
  const page = await staff.open(demo.crm + pending);
  await page.getByRole('button', { name: 'Password Reset' }).click();
  const dialog = page.getByRole('dialog', { name: 'Registration is not completed' });
  await dialog.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Registration email sent to mei.tanaka@acme.example.com.').waitFor();
  await page.getByRole('button', { name: 'Password Reset' }).click();
  await page
    .getByText(/An email was sent to mei\.tanaka@acme\.example\.com on .+ You can send another in \d+ seconds?\./)
    .waitFor();
});

test('the search finds a person by email and lands on the contact', async () => {
  const page = await staff.open(`${demo.crm}/crm/`);
  await page.getByRole('searchbox').fill('jonas.brandt@acme.example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Jonas Brandt' }).waitFor();
  assert.match(page.url(), /\/crm\/contacts\/003/);
});

test('"Forgot password?" answers the same for an address that is known and one that is not', async () => {
  const answers: string[] = [];
  for (const address of ['jonas.brandt@acme.example.com', 'nobody.at.all@example.com']) {
    const page = await (await visitor(browser)).open(`${demo.portico}/portal/sign-in`);
    await page.getByRole('link', { name: 'Forgot password?' }).click();
    await page.getByLabel('Email').fill(address);
    await page.getByRole('button', { name: 'Send link' }).click();
    await page.getByText('If this address is known, a mail is on its way.', { exact: false }).waitFor();
    answers.push(await page.locator('body').innerText());
    await assertAccessible(page);
  }
  assert.equal(answers[0], answers[1]);
});

test('without a connection the dialog keeps what was typed, says so, and creates one user when it is back', async () => {
  const page = await staff.open(demo.crm + order);
  const dialog = await openCreateUser(page);
  await describePerson(dialog, { email: 'olaf.offline@example.com', firstName: 'Olaf', lastName: 'Offline' });
  await staff.context.setOffline(true);
  await dialog.getByRole('button', { name: 'Create User' }).click();
  await dialog.getByText('No connection to the server.', { exact: false }).waitFor();
  assert.equal(await dialog.getByLabel('Last name').inputValue(), 'Offline');
  await staff.context.setOffline(false);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await dialog.getByText('now has access').waitFor();
});

test('what was answered survives a kill, and the open page goes on by itself', async () => {
  const page = await staff.open(demo.crm + order);
  const dialog = await openCreateUser(page);
  await describePerson(dialog, { email: 'karl.killed@example.com', firstName: 'Karl', lastName: 'Killed' });
  await giveAccess(dialog);
  await demo.restart();
  const client = await visitor(browser);
  const portal = await openLinkOfMail(await client.open(`${demo.portico}/mailbox/?search=karl`), 'karl.killed@');
  await portal.getByLabel('New password').fill(password);
  await portal.getByRole('button', { name: 'Set password' }).click();
  await portal.getByRole('heading', { name: /Welcome/ }).waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('row').filter({ hasText: 'karl.killed' }).getByText('COMPLETE').waitFor({ timeout: 60_000 });
});

/** The newest mail to an address, followed the way its reader does. */
async function openLinkOfMail(mailbox: Page, address: string): Promise<Page> {
  await mailbox.getByRole('link').filter({ hasText: address }).first().click();
  const href = await mailbox.locator('a[href*="/portal/"][href*="#"]').first().getAttribute('href');
  assert.ok(href, 'the mail has a link');
  await mailbox.goto(href);
  await mailbox.getByLabel('New password').waitFor();
  return mailbox;
}
