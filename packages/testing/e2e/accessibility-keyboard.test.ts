import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Keyboard, keyboardOn } from '../src/keyboard.ts';
import { launchBrowser } from '../src/visitor.ts';
import { buildWidgets, connect, openWidgets } from '../src/widget-page.ts';

const create = '<portico-create-user account-id="001A"></portico-create-user>';
const list = '<portico-dashboard-access account-id="001A" contact-href="/contacts/{id}"></portico-dashboard-access>';
const opener = 'button Create User';
const reset = 'button Password Reset';

let browser: Browser;
let script: string;

before(async () => {
  [browser, script] = await Promise.all([launchBrowser(), buildWidgets()]);
});

after(() => browser?.close());

test('a user is created, each problem met at its field', async () => {
  const { page, keys } = await open(create + list);
  await keys.tabTo(opener);
  await keys.press('Enter');
  await keys.arrivesAt('input Email');
  await keys.press('Shift+Tab');
  assert.equal(await keys.focused(), 'button Close');
  for (const stop of ['input Email', 'input First name', 'input Last name', 'input Phone (optional)', 'select Role']) {
    await keys.tabTo(stop);
  }
  await keys.tabTo('button Cancel');
  await keys.tabTo(opener);
  await keys.press('Enter');
  await keys.arrivesAt('input Email');
  assert.match(await keys.description(), /Enter an email address\.$/);
  await keys.type('bea');
  await keys.press('Enter');
  await page.getByText('Enter the full address').waitFor();
  assert.match(await keys.description(), /Enter the full address, such as name@example\.com\.$/);
  await keys.type('@example.com');
  await page.getByText('New person').waitFor();
  await keys.press('Enter');
  await keys.arrivesAt('input First name');
  assert.equal(await keys.description(), 'Fill in this field.');
  await keys.type('Bea');
  await keys.tabTo('input Last name');
  assert.equal(await keys.description(), 'Fill in this field.');
  await keys.type('Bright');
  await keys.press('Enter');
  await keys.arrivesAt('h2 Bea Bright now has access');
  assert.match(await keys.description(), /The registration email was sent to bea@example\.com\./);
  await keys.tabTo('button Create another');
  await keys.press('Space');
  await keys.arrivesAt('input Email');
  await keys.press('Escape');
  await keys.arrivesAt(opener);
  await page.getByRole('row').filter({ hasText: 'bea@' }).waitFor();
  await keys.assertNeverLost();
});

test('a role is chosen with the arrow keys', async () => {
  const { page, keys } = await open(create);
  await keys.tabTo(opener);
  await keys.press('Space');
  await keys.arrivesAt('input Email');
  await keys.tabTo('select Role');
  const role = page.getByLabel('Role');
  const before = await role.inputValue();
  await keys.press('ArrowDown');
  assert.notEqual(await role.inputValue(), before);
  await keys.assertNeverLost();
});

for (const [what, address, action, outcome] of [
  ['a registration is sent again', 'alan@example.com', 'button Resend registration email', 'was sent again to alan@'],
  ['a login is reactivated', 'dora@example.com', 'button Reactivate login', 'dora@example.com can sign in again.'],
] as const) {
  test(`${what} in the dialog, and the focus goes on from the address`, async () => {
    const { page, keys } = await open(create);
    await keys.tabTo(opener);
    await keys.press('Enter');
    await keys.arrivesAt('input Email');
    await keys.type(address);
    await page.getByRole('button', { name: action.slice('button '.length) }).waitFor();
    await page.evaluate(() => {
      for (const operation of ['recovery.send', 'users.reactivate']) {
        window.portal.failures.set(operation, new Error('broken'));
      }
    });
    await keys.tabTo(action);
    await keys.press('Enter');
    await page.getByText('Something went wrong on the server').waitFor();
    assert.equal(await keys.focused(), action);
    await page.evaluate(() => window.portal.failures.clear());
    await keys.press('Enter');
    await page.getByText(outcome).waitFor();
    await keys.arrivesAt('input Email');
    assert.ok((await keys.description()).includes(outcome));
    await keys.assertNeverLost();
  });
}

test('every way out of a dialog leads back to the button that opened it', async () => {
  const alan = '<portico-password-reset contact-id="003T"></portico-password-reset>';
  const { page, keys } = await open(create + alan);
  for (const from of [opener, reset]) {
    for (const leave of ['Escape', 'button Cancel', 'button Close'] as const) {
      if ((await keys.focused()) !== from) await keys.tabTo(from);
      await keys.press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).waitFor();
      if (from === opener) await keys.arrivesAt('input Email');
      if (leave === 'button Cancel') await keys.tabTo(leave);
      if (leave === 'button Close') await keys.tabTo(leave, from === opener ? 'Shift+Tab' : 'Tab');
      await keys.press(leave === 'Escape' ? leave : 'Enter');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await keys.arrivesAt(from);
    }
  }
  await keys.assertNeverLost();
});

test('a message is closed, and tried again, and the focus is back at the button', async () => {
  const { page, keys } = await open('<portico-password-reset contact-id="003A"></portico-password-reset>');
  await page.evaluate(() => window.portal.failures.set('recovery.plan', new Error('broken')));
  await keys.tabTo(reset);
  await keys.press('Enter');
  await page.getByText('No email was sent').waitFor();
  assert.equal(await keys.focused(), reset);
  await page.evaluate(() => window.portal.failures.clear());
  await keys.tabTo('button Try again');
  await keys.press('Enter');
  await page.getByText('Password reset email sent').waitFor();
  assert.equal(await keys.focused(), reset);
  await keys.tabTo('button Close');
  await keys.press('Enter');
  await page.getByText('Password reset email sent').waitFor({ state: 'hidden' });
  assert.equal(await keys.focused(), reset);
  await keys.assertNeverLost();
});

test('the question whether to resend is answered, and the focus is back at the button', async () => {
  const { page, keys } = await open('<portico-password-reset contact-id="003T"></portico-password-reset>');
  await keys.tabTo(reset);
  await keys.press('Enter');
  await keys.arrivesAt('h2 Registration is not completed');
  assert.match(await keys.description(), /Send the registration email again\?/);
  await keys.tabTo('button Submit');
  await keys.press('Space');
  await page.getByText('Registration email sent to alan@').waitFor();
  await keys.arrivesAt(reset);
  await keys.assertNeverLost();
});

test('people are searched, filtered and followed', async () => {
  const { page, keys } = await open(list);
  await keys.tabTo('input Search people');
  await keys.type('ada');
  await page.getByText('1 person').waitFor();
  await keys.tabTo('select Status');
  await keys.press('p');
  await page.getByText('Nobody matches').waitFor();
  assert.equal(await keys.focused(), 'select Status');
  await keys.tabTo('button Clear search and filter');
  await keys.press('Enter');
  await keys.arrivesAt('input Search people');
  await page.getByText('4 people').waitFor();
  await keys.tabTo('a Ada Lovelace');
  await keys.press('Enter');
  await page.waitForURL('**/contacts/003A');
});

test('pages are turned, and the focus stays at the button, also where it leads no further', async () => {
  const { page, keys } = await open(list, async () => {
    const people = Array.from({ length: 70 }, (_, i) => ({
      email: `p${i}@example.com`,
      firstName: 'P',
      lastName: `${i}`,
    }));
    for (const contact of people) await window.portal.own.access.grant({ accountId: '001A', contact });
  });
  await page.getByRole('button', { name: 'Next' }).waitFor();
  await page.getByRole('button', { name: 'Previous' }).focus();
  await keys.tabTo('button Next');
  await keys.press('Enter');
  await page.getByText('51–74 of 74').waitFor();
  await keys.press('Enter');
  assert.equal(await keys.focused(), 'button Next');
  await keys.press('Shift+Tab', 'Enter');
  await page.getByText('1–50 of 74').waitFor();
  assert.equal(await keys.focused(), 'button Previous');
  await keys.assertNeverLost();
});

test('the focus goes on from its place when its row has moved to another page', async () => {
  const { page, keys } = await open(list, async () => {
    for (let i = 10; i < 56; i++) {
      const contact = { email: `p${i}@example.com`, firstName: 'P', lastName: `Z${i}` };
      await window.portal.own.access.grant({ accountId: '001A', contact });
    }
  });
  await page.getByText('50 people').waitFor();
  const last = page.getByRole('row').last();
  await last.getByRole('link').focus();
  await page.evaluate(async () => {
    const contact = { email: 'bea@example.com', firstName: 'Bea', lastName: 'Bright' };
    await window.portal.own.access.grant({ accountId: '001A', contact });
  });
  await page.getByText('51 people').waitFor();
  await keys.press('Tab');
  assert.equal(await keys.focused(), 'a Bea Bright');
  await keys.assertNeverLost();
});

test('a list that could not be read is read again, and the focus goes on from its place', async () => {
  const { page, keys } = await open(list, async () => {
    window.portal.failures.set('access.listForAccount', new Error('broken'));
  });
  await page.getByText('This could not be loaded').waitFor();
  await keys.tabTo('button Try again');
  await keys.press('Enter');
  await page.getByText('This could not be loaded').waitFor();
  await keys.tabTo('button Try again');
  await page.evaluate(() => window.portal.failures.clear());
  await keys.press('Enter');
  await page.getByText('4 people').waitFor();
  await keys.press('Tab');
  assert.equal(await keys.focused(), 'a Dora Day');
  await keys.assertNeverLost();
});

test('a list that is out of date is read again, and the focus goes on from its place', async () => {
  const { page, keys } = await open(list);
  await page.getByText('4 people').waitFor();
  await page.evaluate(async () => {
    window.portal.failures.set('access.listForAccount', new Error('broken'));
    window.portal.backend.register('alan@example.com');
  });
  await page.getByText('may be out of date').waitFor();
  await page.evaluate(() => window.portal.failures.clear());
  await keys.tabTo('button Try again');
  await keys.press('Enter');
  await page.getByText('may be out of date').waitFor({ state: 'hidden' });
  await keys.press('Tab');
  assert.equal(await keys.focused(), 'a Dora Day');
  await keys.assertNeverLost();
});

test('a form that could not be loaded is loaded again, and the focus stays in its dialog', async () => {
  const { page, keys } = await open(create, async () => {
    window.portal.failures.set('settings.get', new Error('broken'));
  });
  await keys.tabTo(opener);
  await keys.press('Enter');
  await keys.arrivesAt('h2 Create User');
  await page.evaluate(() => window.portal.failures.clear());
  await keys.tabTo('button Try again');
  await keys.press('Enter');
  await page.getByLabel('Email').waitFor();
  assert.equal(await keys.focused(), 'h2 Create User');
  await keys.tabTo('input Email');
  await keys.assertNeverLost();
});

/** A page with these widgets, once `prepare` has been done in it. */
async function open(
  body: string,
  prepare: () => Promise<void> = async () => {},
): Promise<{ page: Page; keys: Keyboard }> {
  const page = await openWidgets(browser, script, { body });
  await page.evaluate(prepare);
  await connect(page);
  return { page, keys: await keyboardOn(page) };
}
