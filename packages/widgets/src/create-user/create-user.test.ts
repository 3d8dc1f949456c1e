import { expect, waitUntil } from '@open-wc/testing';
import { httpAdapter } from '@portico/adapters/http';
import { access, PorticoError, permissions, recovery, settings, users } from '@portico/core';
import type { AccessGrantedEvent } from '../events/dom-events.ts';
import { held, samplePortal } from '../sample-portal.fixture.ts';
import { bea, form, opened } from './dialog.fixture.ts';

type Portal = Awaited<ReturnType<typeof samplePortal>>;

describe('portico-create-user', () => {
  it('confirms nothing on the page of another account', async () => {
    const portal = await samplePortal();
    const dialog = await opened(portal);
    dialog.fill(bea);
    const hold = held();
    portal.holds.set('access.grant', hold.promise);
    await dialog.says('New person', '#verdict');
    dialog.submit();
    await waitUntil(() => portal.callsOf('access.grant').length === 1);
    dialog.element.accountId = '001B';
    hold.release();
    await dialog.says('already has a login for Northwind Health', '#verdict');
    expect(dialog.one('dialog').textContent).to.not.contain('now has access');
  });

  it('creates a person once, says so, tells the page and starts afresh', async () => {
    const portal = await samplePortal();
    const dialog = await opened(portal);
    const events: AccessGrantedEvent['detail'][] = [];
    dialog.element.addEventListener('accessgranted', event => events.push(event.detail));
    dialog.fill({ ...bea, jobTitle: 'IHM customer' });
    dialog.submit();
    dialog.submit();
    await dialog.says('Bea Bright now has access');
    await dialog.says('sent to bea@example.com');
    await expect(dialog.element).to.be.accessible();
    expect(portal.callsOf('access.grant')).to.have.length(1);
    expect(portal.callsOf('access.grant')[0]?.input).to.deep.include({ accountId: '001A', role: 'guest' });
    const [row] = (await portal.own.access.listForAccount({ accountId: '001A', search: 'bea' })).items;
    expect(row).to.include({ jobTitle: 'IHM customer', status: 'PENDING' });
    expect(events).to.deep.equal([
      { accessId: row?.id, accountId: '001A', contactId: row?.contactId, status: 'PENDING' },
    ]);
    dialog.one<HTMLButtonElement>('.foot button').click();
    await waitUntil(() => dialog.element.shadowRoot?.activeElement === dialog.one('#email'));
    expect(dialog.value('email')).to.equal('');
  });

  it('gives a known contact a login and creates no second contact', async () => {
    const portal = await samplePortal();
    const dialog = await opened(portal);
    dialog.fill({ firstName: 'Typed', email: 'katherine@example.com' });
    await dialog.says('already a contact', '#verdict');
    expect(dialog.value('firstName')).to.equal('Katherine');
    expect(dialog.value('phone')).to.equal('+44 20 7946 0000');
    expect(dialog.one<HTMLInputElement>('#firstName').readOnly).to.equal(true);
    dialog.type('email', 'bea@example.com');
    await dialog.says('New person', '#verdict');
    expect(dialog.value('firstName')).to.equal('Typed');
    dialog.type('email', 'katherine@example.com');
    await dialog.says('already a contact', '#verdict');
    dialog.submit();
    await dialog.says('Katherine Johnson now has access');
    const { items } = await portal.own.access.listForAccount({ accountId: '001A', search: 'katherine' });
    expect(items.map(row => row.contactId)).to.deep.equal(['003K']);
  });

  it('repeats a failed attempt with the same key, and a changed one with another', async () => {
    const portal = await samplePortal();
    const dialog = await opened(portal);
    portal.failures.set('access.grant', new PorticoError('network'));
    dialog.fill(bea);
    dialog.submit();
    await dialog.says('No connection');
    dialog.submit();
    await waitUntil(() => portal.callsOf('access.grant').length === 2);
    await dialog.says('Try again', '.foot');
    dialog.type('lastName', 'Other');
    portal.failures.clear();
    await dialog.says('Create User', '.foot');
    dialog.submit();
    await dialog.says('now has access');
    const [first, second, third] = portal.callsOf('access.grant').map(call => call.key);
    expect(first).to.be.a('string');
    expect([second, third === first]).to.deep.equal([first, false]);
  });

  it('ties what the server refuses to the fields', async () => {
    const portal = await samplePortal();
    const dialog = await opened(portal);
    const fields = { 'contact.firstName': 'too-long', 'contact.email': 'email-domain' };
    portal.failures.set('access.grant', new PorticoError('invalid-request', { fields }));
    dialog.fill(bea);
    dialog.submit();
    await dialog.says('This is too long.');
    const input = dialog.one('#firstName');
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    expect(dialog.one(`#${input.getAttribute('aria-describedby')}`).textContent).to.equal('This is too long.');
    expect(dialog.one('#email').getAttribute('aria-describedby')).to.contain('email-problem');
    expect(dialog.element.shadowRoot?.activeElement).to.equal(dialog.one('#email'));
    await expect(dialog.element).to.be.accessible();
  });

  it('asks for what is missing before it calls anything', async () => {
    const portal = await samplePortal();
    const dialog = await opened(portal);
    dialog.submit();
    await dialog.says('Enter an email address.');
    expect(portal.calls.filter(({ operation }) => operation !== 'settings.get')).to.have.length(0);
    expect(dialog.element.shadowRoot?.querySelectorAll('[aria-invalid]')).to.have.length(3);
  });

  it('explains by a new verdict when somebody else was faster', async () => {
    const portal = await samplePortal();
    const dialog = await opened(portal);
    dialog.fill(bea);
    await dialog.says('New person', '#verdict');
    await portal.own.access.grant({ accountId: '001A', contact: { ...bea } });
    dialog.submit();
    await dialog.says('has not completed registration', '#verdict');
    expect(dialog.value('firstName')).to.equal('Bea');
  });

  it('says no more of a person who is out of sight than that support can help', async () => {
    const portal = await samplePortal();
    portal.failures.set('access.grant', new PorticoError('access-elsewhere'));
    const dialog = await opened(portal);
    dialog.fill(bea);
    await dialog.says('New person', '#verdict');
    dialog.submit();
    await dialog.says('Ask support to add this one.', '[role=alert]');
    expect(dialog.one('#verdict').textContent?.trim()).to.equal('');
    expect(dialog.one('[type=submit]').getAttribute('aria-disabled')).to.equal('true');
    dialog.type('email', 'another@example.com');
    await dialog.says('New person', '#verdict');
    expect(dialog.one('[type=submit]').getAttribute('aria-disabled')).to.equal(null);
  });

  it('marks an address that is none together with what is missing, on submit and not before', async () => {
    const dialog = await opened(await samplePortal());
    dialog.type('email', 'ada@localhost');
    await dialog.says('part after the @', '#verdict');
    expect(dialog.one('#email').getAttribute('aria-invalid')).to.equal(null);
    dialog.submit();
    await waitUntil(() => dialog.element.shadowRoot?.querySelectorAll('[aria-invalid]').length === 3);
    expect(dialog.element.shadowRoot?.activeElement?.id).to.equal('email');
  });

  it('does not call a user not created when it cannot know', async () => {
    const portal = await samplePortal();
    portal.failures.set('access.grant', new PorticoError('network'));
    const dialog = await opened(portal);
    dialog.fill(bea);
    await dialog.says('New person', '#verdict');
    dialog.submit();
    await dialog.says('It is not known whether this was done.', '[role=alert]');
    expect(dialog.one('dialog').textContent).to.not.contain('was not created');
  });

  it('stays open until the outcome of what it sends is known', async () => {
    const portal = await samplePortal();
    const hold = held();
    portal.holds.set('access.grant', hold.promise);
    const dialog = await opened(portal);
    dialog.fill(bea);
    await dialog.says('New person', '#verdict');
    dialog.submit();
    await waitUntil(() => portal.callsOf('access.grant').length === 1);
    const key = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true });
    dialog.one('dialog').dispatchEvent(key);
    dialog.one('.head button').click();
    expect([key.defaultPrevented, dialog.one<HTMLDialogElement>('dialog').open]).to.deep.equal([true, true]);
    hold.release();
    await dialog.says('now has access');
  });

  it('moves the focus into the dialog and back, and keeps what was typed over Esc', async () => {
    const portal = await samplePortal();
    const { element } = await opened(portal);
    const dialog = form(element);
    const shadow = element.shadowRoot as ShadowRoot;
    dialog.one<HTMLDialogElement>('dialog').close();
    const button = dialog.one('button');
    // `click()` gives no focus, and neither does a real click in Safari on macOS.
    button.click();
    await waitUntil(() => shadow.activeElement?.id === 'email');
    dialog.fill(bea);
    dialog.one<HTMLDialogElement>('dialog').close();
    expect(shadow.activeElement).to.equal(button);
    await element.updateComplete;
    await element.open();
    expect(dialog.value('email')).to.equal('bea@example.com');
    expect(dialog.value('lastName')).to.equal('Bright');
    dialog.one('.foot button').click();
    await element.open();
    expect(dialog.value('email')).to.equal('');
  });

  it('offers only the roles the caller may give, guest first chosen', async () => {
    const portal = await samplePortal({ may: permissions.filter(may => !may.startsWith('portal:')) });
    const dialog = await opened(portal);
    const options = [...dialog.one('#role').querySelectorAll('option')].map(option => option.value);
    expect(options).to.deep.equal(['guest']);
    expect(dialog.value('role')).to.equal('guest');
  });

  it('says what is wrong when the form cannot be read, and who may not', async () => {
    for (const [code, state] of [
      ['unavailable', 'error'],
      ['forbidden', 'no-permission'],
    ] as const) {
      const portal = await samplePortal();
      portal.failures.set('settings.get', new PorticoError(code));
      const { element } = await opened(portal);
      await waitUntil(() => element.dataset.state === state);
      await expect(element).to.be.accessible();
    }
  });

  describe('over HTTP', () => {
    const original = window.fetch;
    afterEach(() => {
      window.fetch = original;
    });

    const answers: [string, () => Promise<Response>, string][] = [
      ['offline', () => Promise.reject(new TypeError('Failed to fetch')), 'No connection'],
      ['a 500 of HTML', async () => new Response('<h1>Oops</h1>', { status: 500 }), 'wrong on the server'],
      ['a 200 of HTML', async () => new Response('<h1>Hello</h1>', { status: 200 }), 'could not be read'],
      ['a 403', async () => Response.json({ code: 'forbidden' }, { status: 403 }), 'do not have permission'],
      ['a 429', async () => Response.json({ code: 'rate-limited' }, { status: 429 }), 'Too many attempts'],
    ];
    for (const [name, answer, says] of answers) {
      it(`keeps the input after ${name}`, async () => {
        const portal: Portal = await samplePortal();
        const groups = { access, recovery, settings, users };
        const adapter = httpAdapter({ baseUrl: location.origin, getAccessToken: () => 'token', groups });
        const dialog = await opened({ adapter: { ...adapter, settings: portal.adapter.settings } });
        window.fetch = answer;
        dialog.fill(bea);
        dialog.submit();
        await waitUntil(() => dialog.one('[role=alert]').textContent.includes(says), says, { timeout: 9000 });
        expect(dialog.value('email')).to.equal('bea@example.com');
        expect(dialog.value('lastName')).to.equal('Bright');
        await dialog.says('Try again', '.foot');
      }).timeout(10000);
    }
  });
});
