import '../password-reset/define.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { opened } from '../create-user/dialog.fixture.ts';
import type { PorticoPasswordReset } from '../password-reset/password-reset.ts';
import { samplePortal } from '../sample-portal.fixture.ts';

/** Cancels one kind of event on the whole page, until `allow`. */
function forbid(name: keyof HTMLElementEventMap) {
  const asked: unknown[] = [];
  const stop = new AbortController();
  const onAsk = (event: Event) => {
    asked.push((event as CustomEvent).detail);
    event.preventDefault();
  };
  document.addEventListener(name, onAsk, { signal: stop.signal });
  return { asked, allow: () => stop.abort() };
}

const listen = (element: HTMLElement, name: string) => {
  const told: unknown[] = [];
  element.addEventListener(name, event => told.push((event as CustomEvent).detail));
  return told;
};

describe('before events', () => {
  it('let the page keep access from being given, and keep what was typed', async () => {
    const portal = await samplePortal();
    const form = await opened(portal);
    const told = listen(form.element, 'accessgranted');
    form.fill({ email: 'bea@example.com', firstName: 'Bea', lastName: 'Bright' });
    const veto = forbid('beforeaccessgrant');
    form.submit();
    await waitUntil(() => veto.asked.length === 1);
    await waitUntil(() => !form.one('.foot .spinner'));
    expect(veto.asked).to.deep.equal([{ accountId: '001A', contactId: null, role: 'guest' }]);
    expect(portal.callsOf('access.grant')).to.have.length(0);
    expect([form.value('email'), form.value('firstName')]).to.deep.equal(['bea@example.com', 'Bea']);
    veto.allow();
    form.submit();
    await waitUntil(() => told.length === 1);
    expect(portal.callsOf('access.grant')).to.have.length(1);
  });

  it('let the page keep a login switched off', async () => {
    const portal = await samplePortal();
    const form = await opened(portal);
    const told = listen(form.element, 'useractivated');
    form.type('email', 'dora@example.com');
    await form.says('Reactivate login');
    const veto = forbid('beforeuseractivate');
    form.one('#verdict button').click();
    await waitUntil(() => veto.asked.length === 1);
    expect(portal.callsOf('users.reactivate')).to.have.length(0);
    veto.allow();
    await waitUntil(() => !form.one('#verdict .spinner'));
    form.one('#verdict button').click();
    await waitUntil(() => told.length === 1);
    expect(told).to.deep.equal([{ contactId: portal.ids.dora }]);
  });

  it('let the page keep the registration email from being sent again', async () => {
    const portal = await samplePortal();
    const form = await opened(portal);
    const told = listen(form.element, 'registrationresent');
    form.type('email', 'alan@example.com');
    await form.says('Resend registration email');
    const veto = forbid('beforeregistrationresend');
    form.one('#verdict button').click();
    await waitUntil(() => veto.asked.length === 1);
    await waitUntil(() => !form.one('#verdict .spinner'));
    expect(portal.callsOf('recovery.send')).to.have.length(0);
    expect(form.one('#verdict').textContent).not.to.contain('was sent again');
    veto.allow();
    form.one('#verdict button').click();
    await waitUntil(() => told.length === 1);
  });

  for (const [contactId, name, after] of [
    ['003A', 'beforepasswordreset', 'passwordresetsent'],
    ['003T', 'beforeregistrationresend', 'registrationresent'],
  ] as const) {
    it(`${name} lets the page stop Password Reset, and nothing is said to be sent`, async () => {
      const portal = await samplePortal();
      const element = await fixture<PorticoPasswordReset>(
        html`<portico-password-reset contact-id=${contactId} .adapter=${portal.adapter}></portico-password-reset>`,
      );
      const told = listen(element, after);
      const submit = () => element.shadowRoot?.querySelector<HTMLElement>('[type=submit]')?.click();
      const veto = forbid(name);
      await element.press();
      submit();
      await waitUntil(() => veto.asked.length === 1);
      await waitUntil(() => element.dataset.state === 'ready');
      expect(veto.asked).to.deep.equal([{ contactId }]);
      expect(portal.callsOf('recovery.send')).to.have.length(0);
      expect(element.shadowRoot?.querySelector('.toast')?.textContent?.trim()).to.equal('');
      veto.allow();
      await element.press();
      submit();
      await waitUntil(() => told.length === 1);
      expect(told).to.deep.equal([{ contactId }]);
    });
  }

  it('let the page ask first, and press again as soon as it knows', async () => {
    const portal = await samplePortal();
    const element = await fixture<PorticoPasswordReset>(
      html`<portico-password-reset contact-id="003A" .adapter=${portal.adapter}></portico-password-reset>`,
    );
    const told = listen(element, 'passwordresetsent');
    const ways = [(press: () => void) => press(), (press: () => void) => queueMicrotask(press), setTimeout];
    for (const [i, later] of ways.entries()) {
      portal.advance(120_000);
      let isAllowed = false;
      element.addEventListener('beforepasswordreset', function onAsk(event) {
        if (isAllowed) return element.removeEventListener('beforepasswordreset', onAsk);
        event.preventDefault();
        isAllowed = true;
        later(() => element.press());
      });
      element.shadowRoot?.querySelector('button')?.click();
      await waitUntil(() => told.length === i + 1);
      await waitUntil(() => element.dataset.state === 'ready');
      expect(element.shadowRoot?.querySelector('.toast')?.textContent).to.contain('Password reset email sent');
    }
  });
});
