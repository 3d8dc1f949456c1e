import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type DemoProcess, startDemoProcess } from '../src/demo-process.ts';
import { assertAccessible, launchBrowser, type Visitor, visitor } from '../src/visitor.ts';

const nora = 'nora.lindqvist@staff.example.com';

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

test('staff without a CRM sign in by a mail, and give a client access', async () => {
  // Where they wanted to go is not forgotten while they sign in.
  const waiting = await staff.open(`${demo.portico}/admin/?search=acme`);
  await waiting.getByRole('heading', { name: 'Staff sign-in' }).waitFor();
  assert.equal(await waiting.getByText('Continue with').count(), 0, 'no company’s sign-in is configured');
  await assertAccessible(waiting);
  await waiting.getByLabel('Email').fill(nora);
  await waiting.keyboard.press('Enter');
  await waiting.getByText(`If ${nora} belongs to a member of staff`).waitFor();
  await assertAccessible(waiting);

  const href = await signInLink(nora);
  const page = await staff.open(href);
  await page.getByRole('heading', { name: 'Sign in as staff' }).waitFor();
  assert.equal(page.url(), `${demo.portico}/admin/sign-in`);
  await page.reload();
  const scanner = await visitor(browser);
  for (let i = 0; i < 3; i++) await (await scanner.open(href)).getByRole('button', { name: 'Sign in' }).waitFor();
  await page.getByRole('button', { name: 'Sign in as staff' }).click();
  await page.getByText('8 clients').first().waitFor();
  await assertAccessible(page);
  // The tab that asked for the mail goes on by itself.
  await waiting.getByText('2 clients').first().waitFor();
  assert.equal(waiting.url(), `${demo.portico}/admin/?search=acme`);

  await page.getByRole('searchbox').fill('globex');
  await page.getByText('1 client', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: 'Globex Foods' }).press('Enter');
  await page.getByRole('heading', { name: 'Globex Foods' }).waitFor();
  await page.getByRole('row').filter({ hasText: 'layla.haddad@' }).waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Create User' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill('ines.admin@globex.example.com');
  await dialog.getByText('New person').waitFor();
  await dialog.getByLabel('First name').fill('Inés');
  await dialog.getByLabel('Last name').fill('Pages');
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Create User' }).click();
  await dialog.getByText('now has access').waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('row').filter({ hasText: 'ines.admin@' }).getByText('PENDING').waitFor();

  await page.getByRole('link', { name: 'Inés Pages' }).click();
  await page.getByRole('heading', { name: 'Inés Pages' }).waitFor();
  await page.getByRole('row').filter({ hasText: 'Globex Foods' }).getByText('PENDING').waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Password Reset' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Registration email sent to ines.admin@globex.example.com.').waitFor();
  for (const person of [staff, scanner]) person.assertNoComplaints();
});

test('a link that was used explains itself, and the form for a fresh one is there', async () => {
  const used = await staff.open(await signInLink(nora));
  await used.getByRole('button', { name: 'Sign in as staff' }).click();
  await used.getByRole('heading', { name: 'This link has been used' }).waitFor();
  await used.getByLabel('Email').waitFor();
  await assertAccessible(used);
});

test('a client’s page whose widgets could not be loaded says so, and can be tried again', async () => {
  const page = await staff.open(`${demo.portico}/admin/`);
  await page.route('**/assets/widgets-*', route => route.abort());
  await page.getByRole('link', { name: 'Globex Foods' }).click();
  await page.getByRole('heading', { name: 'This client could not be loaded' }).waitFor();
  await assertAccessible(page);
  await page.unroute('**/assets/widgets-*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('row').filter({ hasText: 'layla.haddad@' }).waitFor();
});

test('signing out ends it in every tab, and nothing is left of it', async () => {
  const [page, other] = [await staff.open(`${demo.portico}/admin/`), await staff.open(`${demo.portico}/admin/`)];
  for (const tab of [page, other]) await tab.getByRole('link', { name: 'Globex Foods' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You have signed out.').waitFor();
  await other.getByText('You signed out in another tab.').waitFor();
  await page.goBack();
  await page.goto(`${demo.portico}/admin/`);
  await page.getByRole('heading', { name: 'Staff sign-in' }).waitFor();
  assert.equal(await page.getByText('Globex Foods').count(), 0);
  staff.assertNoComplaints();
});

test('an account executive sees the clients they serve, and no button they may not use', async () => {
  const omar = await visitor(browser);
  const page = await signIn(omar, 'omar.haddad@staff.example.com');
  await page.getByText('4 clients').first().waitFor();
  await page.getByRole('link', { name: 'Soylent Sports' }).click();
  await page.getByRole('button', { name: 'Create User' }).waitFor();
  await page.goto(`${demo.portico}/admin/accounts/none`);
  await page.getByRole('heading', { name: 'There is no such client' }).waitFor();
  await assertAccessible(page);
  omar.assertNoComplaints();
});

test('a client’s address gets no sign-in mail, and is told the same', async () => {
  const client = await visitor(browser);
  const page = await client.open(`${demo.portico}/admin/sign-in`);
  await page.getByLabel('Email').fill('ada.keller@acme.example.com');
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await page.getByText('If ada.keller@acme.example.com belongs to a member of staff').waitFor();
  // A mail to somebody else that was asked for later has come: this one would have, too.
  await signIn(await visitor(browser), 'priya.raman@staff.example.com');
  for (const [name, count] of [
    ['priya.raman', 1],
    ['ada.keller', 0],
  ] as const) {
    const mailbox = await client.open(`${demo.portico}/mailbox/?search=${name}`);
    const signInMails = mailbox.getByRole('link').filter({ hasText: /sign in/i });
    assert.equal(await signInMails.count(), count, name);
  }
});

async function signIn(person: Visitor, email: string): Promise<Page> {
  const page = await person.open(`${demo.portico}/admin/`);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
  await page.getByRole('heading', { name: 'Check your inbox' }).waitFor();
  await page.goto(await signInLink(email));
  await page.getByRole('button', { name: 'Sign in as staff' }).click();
  await page.getByRole('heading', { name: 'Clients' }).waitFor();
  return page;
}

/** The link in the newest mail to a member of staff; mails go out after the answer, so it is waited for. */
async function signInLink(email: string): Promise<string> {
  const reader = await visitor(browser);
  const mailbox = await reader.open(`${demo.portico}/mailbox/?search=${encodeURIComponent(email)}`);
  await mailbox.getByRole('link').filter({ hasText: email }).first().click();
  const href = await mailbox.locator('a[href*="/admin/sign-in#"]').first().getAttribute('href');
  await reader.context.close();
  assert.ok(href, 'the mail has a link');
  return href;
}
