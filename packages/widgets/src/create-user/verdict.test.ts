import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { permissions } from '@portico/core';
import { held, samplePortal } from '../sample-portal.fixture.ts';
import type { PorticoCreateUser } from './create-user.ts';
import { form, opened } from './dialog.fixture.ts';

/** What each kind of address is told, and whether it can be submitted. */
const verdicts: [name: string, email: string, says: string, isBlocked: boolean][] = [
  ['free', 'bea@example.com', 'New person', false],
  ['existing-contact', 'katherine@example.com', 'Katherine Johnson is already a contact', false],
  ['has-access', 'ada@example.com', 'Ada Lovelace already has access to this account, since 1 Mar 2026', true],
  ['pending', 'alan@example.com', 'has not completed registration', true],
  ['deactivated', 'dora@example.com', 'The login of Dora Day is deactivated', true],
  ['has-access-elsewhere', 'elsa@example.com', 'already has a login for Aldermoor Klinik', false],
  ['staff-address', 'grace@example.com', 'member of staff', true],
  ['invalid-email', 'bea@', 'part after the @', true],
];

describe('the verdict of portico-create-user', () => {
  for (const [name, email, says, isBlocked] of verdicts) {
    for (const theme of ['light', 'dark']) {
      it(`tells ${name} before anything is submitted, accessibly, ${theme}`, async () => {
        const portal = await samplePortal();
        const dialog = await opened(portal, theme);
        dialog.type('email', email);
        await dialog.says(says, '#verdict');
        await expect(dialog.element).to.be.accessible();
        expect(dialog.one('[type=submit]').getAttribute('aria-disabled')).to.equal(isBlocked ? 'true' : null);
        if (!isBlocked) return;
        dialog.fill({ firstName: 'X', lastName: 'Y' });
        dialog.submit();
        await dialog.element.updateComplete;
        expect(portal.callsOf('access.grant')).to.have.length(0);
      });
    }
  }

  it('begins with the address of the page it stands on', async () => {
    const portal = await samplePortal();
    const provider = await fixture<HTMLElement>(html`<portico-provider .adapter=${portal.adapter}>
      <portico-create-user account-id="001A" email="katherine@example.com"></portico-create-user></portico-provider>`);
    const element = provider.querySelector('portico-create-user') as PorticoCreateUser;
    await element.updateComplete;
    await element.open();
    const dialog = form(element);
    await dialog.says('Katherine Johnson is already a contact', '#verdict');
    expect([dialog.value('email'), dialog.value('lastName')]).to.deep.equal(['katherine@example.com', 'Johnson']);
  });

  it('waits for the verdict of an address that was typed in a hurry', async () => {
    const portal = await samplePortal();
    const dialog = await opened(portal);
    dialog.fill({ email: 'ada@example.com', firstName: 'X', lastName: 'Y' });
    dialog.submit();
    await dialog.says('already has access', '#verdict');
    expect(portal.callsOf('access.grant')).to.have.length(0);
  });

  it('shows the verdict of the address as it stands, however slow an earlier answer is', async () => {
    const portal = await samplePortal();
    const dialog = await opened(portal);
    const slow = held();
    portal.holds.set('access.preflight', slow.promise);
    dialog.type('email', 'ada@example.com');
    await waitUntil(() => portal.callsOf('access.preflight').length === 1);
    portal.holds.clear();
    dialog.type('email', 'bea@example.com');
    await dialog.says('New person', '#verdict');
    slow.release();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(dialog.one('#verdict').textContent).to.contain('New person');
  });

  it('resends the registration email and reactivates a login from the verdict', async () => {
    const portal = await samplePortal();
    const dialog = await opened(portal);
    const resent: string[] = [];
    dialog.element.addEventListener('registrationresent', event => resent.push(event.detail.contactId));
    dialog.type('email', 'alan@example.com');
    await dialog.says('Resend registration email', '#verdict');
    dialog.one('#verdict button').click();
    await dialog.says('sent again to alan@example.com', '#verdict');
    expect(resent).to.deep.equal([portal.ids.alan]);
    dialog.type('email', 'dora@example.com');
    await dialog.says('Reactivate login', '#verdict');
    dialog.one('#verdict button').click();
    await dialog.says('dora@example.com can sign in again.', '#verdict');
  });

  it('sends a second account to support where the caller may not extend', async () => {
    const portal = await samplePortal({ may: permissions.filter(may => may !== 'access:extend') });
    const dialog = await opened(portal);
    dialog.type('email', 'elsa@example.com');
    await dialog.says('Ask support to add this one.', '#verdict');
    expect(dialog.one('[type=submit]').getAttribute('aria-disabled')).to.equal('true');
  });
});
