import './define.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { defineAdapter, PorticoError } from '@portico/core';
import { held, samplePortal } from '../sample-portal.fixture.ts';
import type { PorticoPasswordReset } from './password-reset.ts';

type Portal = Awaited<ReturnType<typeof samplePortal>>;

async function onContact(portal: Portal, who: keyof Portal['ids'], scheme = 'light') {
  const element = await fixture<PorticoPasswordReset>(html`<portico-password-reset class=${scheme}
    contact-id=${portal.ids[who]} .adapter=${portal.adapter}></portico-password-reset>`);
  element.style.colorScheme = scheme;
  const one = <T extends HTMLElement>(selector: string) => element.shadowRoot?.querySelector<T>(selector) as T;
  const events: string[] = [];
  for (const name of ['passwordresetsent', 'registrationresent'] as const) {
    element.addEventListener(name, event => events.push(`${name} ${event.detail.contactId}`));
  }
  return {
    element,
    one,
    events,
    press: () => one('button').click(),
    says: (text: string, selector = '.toast') =>
      waitUntil(() => one(selector)?.textContent.includes(text), `${selector} says ${text}`),
  };
}

describe('portico-password-reset', () => {
  for (const scheme of ['light', 'dark']) {
    it(`sends the reset at once and says to whom, ${scheme}`, async () => {
      const portal = await samplePortal();
      const reset = await onContact(portal, 'ada', scheme);
      await expect(reset.element).to.be.accessible();
      reset.press();
      reset.press();
      await reset.says('Password reset email sent to ada@example.com.');
      expect(portal.callsOf('recovery.send')).to.have.length(1);
      expect(reset.events).to.deep.equal([`passwordresetsent ${portal.ids.ada}`]);
      expect(reset.element.dataset.state).to.equal('ready');
      await expect(reset.element).to.be.accessible();
    });

    it(`asks before it resends a registration, ${scheme}`, async () => {
      const portal = await samplePortal();
      const reset = await onContact(portal, 'alan', scheme);
      reset.press();
      await reset.says('alan@example.com has not completed registration', 'dialog');
      await expect(reset.element).to.be.accessible();
      expect(portal.callsOf('recovery.send')).to.have.length(0);
      reset.one('[type=submit]').click();
      await reset.says('Registration email sent to alan@example.com.');
      expect(reset.one<HTMLDialogElement>('dialog').open).to.equal(false);
      expect(reset.events).to.deep.equal([`registrationresent ${portal.ids.alan}`]);
    });
  }

  it('sends nothing when the question is cancelled', async () => {
    const portal = await samplePortal();
    const reset = await onContact(portal, 'alan');
    reset.one('button').focus();
    reset.press();
    await reset.says('Cancel', 'dialog');
    reset.one('.foot button').click();
    expect(reset.one<HTMLDialogElement>('dialog').open).to.equal(false);
    expect(portal.callsOf('recovery.send')).to.have.length(0);
    expect(reset.element.shadowRoot?.activeElement).to.equal(reset.one('button'));
  });

  it('says when the last mail was sent, pressed again within a minute', async () => {
    const reset = await onContact(await samplePortal(), 'ada');
    reset.press();
    await reset.says('Password reset email sent');
    reset.press();
    await reset.says('An email was sent to ada@example.com on 1 Mar 2026');
    await reset.says('in 60 seconds');
  });

  it('never acts on, nor speaks of, another contact than the one on the page', async () => {
    const portal = await samplePortal();
    const reset = await onContact(portal, 'alan');
    reset.press();
    await reset.says('Cancel', 'dialog');
    reset.element.contactId = portal.ids.ada;
    await waitUntil(() => !reset.one<HTMLDialogElement>('dialog').open, 'the question is gone');
    const hold = held();
    portal.holds.set('recovery.plan', hold.promise);
    reset.press();
    await waitUntil(() => portal.callsOf('recovery.plan').length === 2);
    reset.element.contactId = portal.ids.alan;
    hold.release();
    await waitUntil(() => reset.element.dataset.state === 'ready');
    expect(reset.one('.toast').textContent?.trim()).to.equal('');
    expect(portal.callsOf('recovery.send')).to.have.length(0);
  });

  it('does not say that nothing was sent when it cannot know', async () => {
    const portal = await samplePortal();
    portal.failures.set('recovery.send', new PorticoError('network'));
    const reset = await onContact(portal, 'ada');
    reset.press();
    await reset.says('It is not known whether this was done.');
    portal.failures.set('recovery.plan', new PorticoError('network'));
    reset.press();
    await reset.says('No email was sent');
  });

  it('explains what comes first where there is no login, or a deactivated one', async () => {
    const portal = await samplePortal();
    for (const [who, text] of [
      ['katherine', 'no login yet'],
      ['dora', 'deactivated'],
    ] as const) {
      const reset = await onContact(portal, who);
      reset.press();
      await reset.says(text);
      await expect(reset.element).to.be.accessible();
    }
    expect(portal.callsOf('recovery.send')).to.have.length(0);
  });

  it('keeps the question open after a failure and tries again with the same key', async () => {
    const portal = await samplePortal();
    const reset = await onContact(portal, 'alan');
    reset.press();
    await reset.says('Submit', 'dialog');
    portal.failures.set('recovery.send', new PorticoError('network'));
    reset.one('[type=submit]').click();
    await reset.says('No connection', 'dialog');
    expect(reset.element.dataset.state).to.equal('error');
    await expect(reset.element).to.be.accessible();
    portal.failures.clear();
    reset.one('[type=submit]').click();
    await reset.says('Registration email sent');
    const [first, second] = portal.callsOf('recovery.send').map(call => call.key);
    expect(first).to.be.a('string').and.equal(second);
  });

  it('tells of a failure and offers to try again', async () => {
    const portal = await samplePortal();
    portal.failures.set('recovery.plan', new PorticoError('forbidden'));
    const reset = await onContact(portal, 'ada');
    reset.press();
    await reset.says('do not have permission');
    expect(reset.element.dataset.state).to.equal('no-permission');
    portal.failures.clear();
    reset.one('.toast button').click();
    await reset.says('Password reset email sent');
  });

  it('is busy while it asks', async () => {
    const portal = await samplePortal();
    const hold = held();
    portal.holds.set('recovery.plan', hold.promise);
    const reset = await onContact(portal, 'ada');
    reset.press();
    await waitUntil(() => reset.element.dataset.state === 'busy');
    expect(reset.one('button').getAttribute('aria-disabled')).to.equal('true');
    hold.release();
    await reset.says('Password reset email sent');
  });

  it('is absent where the backend cannot do it', async () => {
    const element = await fixture<PorticoPasswordReset>(
      html`<portico-password-reset contact-id="1" .adapter=${defineAdapter({})}></portico-password-reset>`,
    );
    expect(element.shadowRoot?.querySelector('button')).to.equal(null);
  });

  it('stays open where it was opened again before the last closing was told', async () => {
    const portal = await samplePortal();
    const element = await fixture<PorticoPasswordReset>(
      html`<portico-password-reset contact-id=${portal.ids.alan} .adapter=${portal.adapter}></portico-password-reset>`,
    );
    const dialog = element.shadowRoot?.querySelector('dialog');
    await element.press();
    dialog?.close();
    await element.press();
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(dialog?.open).to.equal(true);
    expect(dialog?.textContent).to.contain('Send the registration email again?');
  });
});
