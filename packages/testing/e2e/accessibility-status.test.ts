import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { followLiveRegions, type LiveRegions } from '../src/live-regions.ts';
import { launchBrowser } from '../src/visitor.ts';
import { buildWidgets, connect, openWidgets } from '../src/widget-page.ts';

const create = '<portico-create-user account-id="001A"></portico-create-user>';
const list = '<portico-dashboard-access account-id="001A"></portico-dashboard-access>';
const reset = '<portico-password-reset contact-id="003A"></portico-password-reset>';

let browser: Browser;
let script: string;

before(async () => {
  [browser, script] = await Promise.all([launchBrowser(), buildWidgets()]);
});

after(() => browser?.close());

test('a list says that it loads, and then how many there are', async () => {
  const { regions } = await openBusy(list);
  await says(regions, ['4 people']);
  assert.deepEqual(await regions.unheard(), []);
});

test('a list that is there at once does not say that it loads', async () => {
  const { page, regions } = await openConnected('');
  await page.evaluate(list => {
    document.querySelector('portico-provider')?.insertAdjacentHTML('beforeend', list);
  }, list);
  await says(regions, ['4 people']);
  assert.deepEqual(await regions.unheard(), []);
});

test('a search says what it found, and a person who comes or registers meanwhile is told of', async () => {
  const { page, regions } = await openBusy(list);
  await says(regions, ['4 people']);
  await page.getByRole('searchbox').fill('ada');
  await says(regions, ['1 person']);
  await page.getByRole('searchbox').fill('nobody');
  const hint = 'Nobody matches Try another name, email or status. Clear search and filter';
  await says(regions, ['0 people', hint.replaceAll(' Try', 'Try').replaceAll('. C', '.C')]);
  await page.getByRole('button', { name: 'Clear' }).click();
  await says(regions, ['4 people']);
  await page.evaluate(async () => {
    const contact = { email: 'bea@example.com', firstName: 'Bea', lastName: 'Bright' };
    await window.portal.own.access.grant({ accountId: '001A', contact });
  });
  await says(regions, ['5 people', 'Bea Bright was added.']);
  await page.evaluate(() => window.portal.backend.register('alan@example.com'));
  await says(regions, ['Bea Bright was added.Alan Turing has completed registration.']);
  assert.deepEqual(await regions.unheard(), []);
});

test('a page that is turned says once which rows it shows', async () => {
  const { page, regions } = await openBusy(list, async () => {
    const people = Array.from({ length: 70 }, (_, i) => ({
      email: `p${i}@example.com`,
      firstName: 'P',
      lastName: `${i}`,
    }));
    for (const contact of people) await window.portal.own.access.grant({ accountId: '001A', contact });
  });
  await page.getByText('1–50 of 74').waitFor();
  await says(regions, ['74 people']);
  // What the first page shows is told by the count: nobody has turned a page yet.
  assert.deepEqual(await regions.unheard(), ['1–50 of 74']);
  await page.getByRole('button', { name: 'Next' }).click();
  await says(regions, ['51–74 of 74']);
  await page.getByRole('button', { name: 'Previous' }).click();
  await says(regions, ['1–50 of 74']);
  assert.deepEqual(await regions.unheard(), []);
});

test('a list that cannot be read, or read again, says so', async () => {
  const { page, regions } = await openBusy(list, async () => {
    window.portal.failures.set('access.listForAccount', new Error('broken'));
  });
  const failure = 'This could not be loadedSomething went wrong on the server. Try again.Try again';
  await says(regions, [failure]);
  await page.getByRole('button', { name: 'Try again' }).click();
  await says(regions, ['Loading…', failure]);
  await page.evaluate(() => window.portal.failures.clear());
  await page.getByRole('button', { name: 'Try again' }).click();
  await says(regions, ['Loading…', '4 people']);
  await page.evaluate(async () => {
    window.portal.failures.set('access.listForAccount', new Error('broken'));
    window.portal.backend.register('alan@example.com');
  });
  await says(regions, ['This list may be out of date.Try again']);
  assert.deepEqual(await regions.unheard(), []);
});

test('the dialog says what it thinks of an address, what went wrong, and what was sent', async () => {
  const { page, regions } = await openConnected(create);
  await page.getByRole('button', { name: 'Create User' }).click();
  const email = page.getByLabel('Email');
  await email.waitFor();
  // It is the description of the field that has the focus.
  const intro = 'They get access to this account and a registration email at once.';
  assert.deepEqual(await regions.unheard(), [intro]);
  await email.fill('bea@example.com');
  const verdict = 'New person. Creates the contact and the login, and sends the registration email.';
  await says(regions, ['Checking this address…', verdict]);
  await page.evaluate(() => window.portal.failures.set('access.grant', new Error('broken')));
  await page.getByLabel('First name').fill('Bea');
  await page.getByLabel('Last name').fill('Bright');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Something went wrong').waitFor();
  await says(regions, [/^It is not known whether this was done\..*Something went wrong on the server\. Try again\.$/]);
  await email.fill('alan@example.com');
  await says(regions, ['Checking this address…', /^Alan Turing was given access .*Resend registration email$/]);
  await page.getByRole('button', { name: 'Resend' }).click();
  await says(regions, ['The registration email was sent again to alan@example.com.']);
  assert.deepEqual(await regions.unheard(), []);
});

test('the outcome of a reset is said, each time', async () => {
  const { page, regions } = await openConnected(reset);
  const press = () => page.getByRole('button', { name: 'Password Reset' }).click();
  await press();
  await says(regions, ['Password reset email sent to ada@example.com.']);
  await press();
  await says(regions, [/^An email was sent to ada@example\.com on .* You can send another in \d+ seconds\.$/]);
  await page.evaluate(() => window.portal.failures.set('recovery.plan', new Error('broken')));
  await press();
  await says(regions, ['No email was sentSomething went wrong on the server. Try again. Try again']);
  assert.deepEqual(await regions.unheard(), []);
});

test('the outcome of a resend is said, and so is its failure', async () => {
  const { page, regions } = await openConnected('<portico-password-reset contact-id="003T"></portico-password-reset>');
  await page.evaluate(() => window.portal.failures.set('recovery.send', new Error('broken')));
  await page.getByRole('button', { name: 'Password Reset' }).click();
  await page.getByRole('button', { name: 'Submit' }).click();
  await says(regions, [/^It is not known .*Something went wrong on the server\. Try again\.$/]);
  await page.evaluate(() => window.portal.failures.clear());
  await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
  await says(regions, ['Registration email sent to alan@example.com.']);
  assert.deepEqual(await regions.unheard(), []);
});

/** Waits for these messages, in any order where they come at once, and fails if there is any other or one comes twice. */
async function says(regions: LiveRegions, expected: (string | RegExp)[]): Promise<void> {
  const said: string[] = [];
  const isThere = (text: string | RegExp) =>
    said.some(one => (typeof text === 'string' ? one === text : text.test(one)));
  for (let tries = 0; !expected.every(isThere) && tries < 200; tries++) {
    said.push(...(await regions.said()));
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  said.push(...(await regions.said()));
  assert.ok(
    expected.every(isThere) && said.length === expected.length,
    `said ${JSON.stringify(said)}, not ${expected}`,
  );
}

async function open(body: string): Promise<{ page: Page; regions: LiveRegions }> {
  const followed: LiveRegions[] = [];
  const page = await openWidgets(browser, script, {
    body,
    prepare: async page => void followed.push(await followLiveRegions(page)),
  });
  const [regions] = followed;
  assert.ok(regions);
  return { page, regions };
}

async function openConnected(body: string) {
  const opened = await open(body);
  await connect(opened.page);
  return opened;
}

/** Connected only after so long that a list has said that it loads. */
async function openBusy(body: string, prepare = async () => {}) {
  const opened = await open(body);
  await opened.page.evaluate(prepare);
  await says(opened.regions, ['Loading…']);
  await connect(opened.page);
  return opened;
}
