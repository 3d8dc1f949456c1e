import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { describePerson, giveAccess, openCreateUser } from '../src/create-user-dialog.ts';
import { type DemoProcess, startDemoProcess } from '../src/demo-process.ts';
import { demoRecords } from '../src/demo-records.ts';
import { hostPage, recordPageBundle, serveHostPages } from '../src/host-page.ts';
import { launchBrowser, visitor } from '../src/visitor.ts';
import { bundleOf, olderWord } from '../src/widgets-bundle.ts';

const { acme, jonas } = demoRecords;
const body = `
  <portico-create-user account-id="${acme}"></portico-create-user>
  <portico-password-reset contact-id="${jonas}"></portico-password-reset>
  <portico-dashboard-access account-id="${acme}"></portico-dashboard-access>`;

let demo: DemoProcess;
let browser: Browser;
/** Of an earlier day: there were no lists yet, nor a button for lost passwords. */
let older: string;
let count = 0;

before(async () => {
  [demo, browser, older] = await Promise.all([
    startDemoProcess(),
    launchBrowser(),
    bundleOf(['provider', 'create-user'], 'older'),
  ]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test('the same file under two addresses works, and says nothing', async () => {
  const { page, assertNoComplaints } = await open({ 'a.js': recordPageBundle }, ['a.js', 'a.js?again']);
  await use(page, 'Create User');
  assertNoComplaints();
});

test('an older version that comes first keeps its elements, and feeds those of the newer one', async () => {
  const { page, assertNoComplaints } = await open({ 'old.js': older, 'new.js': recordPageBundle }, [
    'old.js',
    'new.js',
  ]);
  await use(page, olderWord);
  assertNoComplaints();
});

test('an older version that comes last changes nothing', async () => {
  const { page, assertNoComplaints } = await open({ 'old.js': older, 'new.js': recordPageBundle }, [
    'new.js',
    'old.js',
  ]);
  await use(page, 'Create User');
  assertNoComplaints();
});

test('a newer provider feeds elements of an older version, also those that wait for it', async () => {
  const files = {
    'old.js': await bundleOf(['create-user', 'dashboard-access', 'password-reset'], 'older'),
    'new.js': await bundleOf(['provider'], 'newer'),
  };
  for (const scripts of [
    ['old.js', 'new.js'],
    ['new.js', 'old.js'],
  ]) {
    const { page, assertNoComplaints } = await open(files, scripts);
    await use(page, olderWord);
    assertNoComplaints();
  }
});

/** A page that loads the scripts in their order. */
async function open(files: Record<string, string>, scripts: string[]) {
  const person = await visitor(browser);
  await serveHostPages(person.context, demo.crm, { 'index.html': hostPage(demo, { scripts, body }), ...files });
  const page = await person.open(`${demo.crm}/host/index.html`);
  return { page, assertNoComplaints: person.assertNoComplaints };
}

/** A person is created, and appears in the list by a live event; a mail is asked for. */
async function use(page: Page, button: string): Promise<void> {
  count += 1;
  await page.getByRole('row').filter({ hasText: 'ada.keller@' }).waitFor();
  const dialog = await openCreateUser(page, { button });
  await describePerson(dialog, {
    email: `copy${count}@acme.example.com`,
    firstName: 'Cora',
    lastName: `Copy ${count}`,
  });
  await giveAccess(dialog);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page
    .getByRole('row')
    .filter({ hasText: `copy${count}@` })
    .getByText('PENDING')
    .waitFor();
  await page.getByRole('button', { name: 'Password Reset' }).click();
  await page.getByText(/sent to jonas\.brandt@/).waitFor();
}
