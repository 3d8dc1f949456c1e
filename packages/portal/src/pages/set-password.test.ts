import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import type { LinkState } from '@portico/core';
import { held, loadStyles, refuse } from '../stub-network.fixture.ts';
import { stubPortal, stubServer } from '../stub-portal.fixture.ts';
import { SetPasswordPage } from './set-password.ts';

const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };

function link(state: LinkState['state'], changes: Partial<LinkState> = {}) {
  const who = state === 'open' ? { email: ada.email, firstName: ada.firstName } : { email: null, firstName: null };
  return { purpose: 'registration', state, expiresAt: '2027-01-01T10:00:00.000Z', ...who, ...changes } as LinkState;
}

let server: ReturnType<typeof stubServer>;

async function open(answers: Parameters<typeof stubServer>[0], linkToken: string | undefined = 'secret') {
  server = stubServer(answers);
  const { portal, went, told } = stubPortal(server.api);
  const page = new SetPasswordPage('registration', portal, linkToken ? { linkToken } : {});
  document.body.append(page);
  await page.updateComplete;
  return { page, went, told };
}

const heading = (page: Element) => page.querySelector('h1')?.textContent?.trim();
const shows = (page: Element, text: string) => waitUntil(() => page.textContent?.includes(text), text);
const button = (page: Element, label: string) =>
  [...page.querySelectorAll<HTMLButtonElement>('button')].find(one => one.textContent?.trim() === label);

async function choose(page: Element, password: string) {
  await waitUntil(() => page.querySelector('#password'));
  const field = page.querySelector('#password') as HTMLInputElement;
  field.value = password;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  button(page, 'Set password')?.click();
}

describe('the page behind a mail’s link', () => {
  before(() => loadStyles('home'));
  afterEach(() => {
    server.restore();
    document.body.replaceChildren();
  });

  it('checks the link without using it, then greets and asks for a password', async () => {
    const answer = held(link('open'));
    const { page } = await open({ 'POST /links/describe': answer.answer });
    expect(page.textContent).to.contain('Checking your link');
    await expect(page).to.be.accessible();
    answer.release();
    await shows(page, 'Hello Ada, welcome!');
    await expect(page).to.be.accessible();
    expect(document.title).to.equal('Create your password · Acme Portal');
    expect(server.calls).to.deep.equal([{ operation: 'POST /links/describe', body: { token: 'secret' } }]);
    const [email, password] = page.querySelectorAll('input');
    expect([email?.value, email?.readOnly, email?.autocomplete]).to.deep.equal([ada.email, true, 'username']);
    expect([password?.type, password?.autocomplete]).to.deep.equal(['password', 'new-password']);
  });

  it('speaks of a new password where the link is a reset', async () => {
    const { page } = await open({ 'POST /links/describe': () => link('open', { purpose: 'reset' }) });
    await shows(page, 'Choose a new password');
  });

  it('refuses a short password at the field, without a call', async () => {
    const { page } = await open({ 'POST /links/describe': () => link('open') });
    await choose(page, 'short');
    await shows(page, 'Use at least 10 characters.');
    const field = page.querySelector('#password') as HTMLInputElement;
    await waitUntil(() => document.activeElement === field);
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    expect(field.getAttribute('aria-describedby')).to.contain('password-error');
    expect(server.called('POST /links/use')).to.equal(0);
    await expect(page).to.be.accessible();
  });

  it('does not say of another password what was wrong with the last, and says it again if it is again', async () => {
    const { page } = await open({ 'POST /links/describe': () => link('open') });
    await choose(page, 'short');
    await shows(page, 'Use at least 10 characters.');
    page.querySelector('#password')?.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await waitUntil(() => !page.querySelector('#password-error'));
    await choose(page, 'brief');
    await shows(page, 'Use at least 10 characters.');
  });

  it('shows and hides what is typed, and hides it before it is sent', async () => {
    const answer = held(ada);
    const { page } = await open({ 'POST /links/describe': () => link('open'), 'POST /links/use': answer.answer });
    await waitUntil(() => page.querySelector('.icon-button'));
    const toggle = page.querySelector('.icon-button') as HTMLButtonElement;
    const field = page.querySelector('#password') as HTMLInputElement;
    toggle.click();
    await waitUntil(() => field.type === 'text');
    expect(toggle.getAttribute('aria-pressed')).to.equal('true');
    await choose(page, 'correct horse battery');
    await waitUntil(() => field.type === 'password');
    answer.release();
  });

  it('sets the password once, however often it is clicked, and goes to the portal', async () => {
    const answer = held(ada);
    const { page, went, told } = await open({
      'POST /links/describe': () => link('open'),
      'POST /links/use': answer.answer,
    });
    await choose(page, 'correct horse battery');
    await shows(page, 'Setting your password');
    await expect(page).to.be.accessible();
    button(page, 'Set password')?.click();
    answer.release();
    await waitUntil(() => went.length > 0);
    expect(server.calls.slice(1)).to.deep.equal([
      { operation: 'POST /links/use', body: { token: 'secret', password: 'correct horse battery' } },
    ]);
    expect(went).to.deep.equal([{ page: 'home', notice: undefined }]);
    expect(told).to.deep.equal(['signed-in']);
  });

  it('keeps the password when the server cannot be reached, and succeeds on the next try', async () => {
    const { page, went } = await open({
      'POST /links/describe': () => link('open'),
      'POST /links/use': refuse('network'),
    });
    await choose(page, 'correct horse battery');
    await shows(page, 'We could not reach the portal.');
    await expect(page).to.be.accessible();
    expect((page.querySelector('#password') as HTMLInputElement).value).to.equal('correct horse battery');
    server.answers['POST /links/use'] = () => ada;
    button(page, 'Set password')?.click();
    await waitUntil(() => went.length > 0);
    expect(page.querySelector('[role=alert]')).to.equal(null);
  });

  for (const [state, title] of [
    ['used', 'This link has been used'],
    ['expired', 'This link has expired'],
    ['replaced', 'There is a newer link'],
  ] as const) {
    it(`explains a link that is ${state}, and mails a fresh one in one click`, async () => {
      const { page } = await open({
        'POST /links/describe': () => link(state),
        'POST /links/renew': () => ({ done: true }),
      });
      await shows(page, title);
      await waitUntil(() => document.activeElement === page.querySelector('h1'));
      await expect(page).to.be.accessible();
      button(page, 'Send me a new link')?.click();
      await shows(page, 'Check your inbox');
      expect(server.calls.at(-1)).to.deep.equal({ operation: 'POST /links/renew', body: { token: 'secret' } });
      await waitUntil(() => document.activeElement === page.querySelector('h1'));
      await expect(page).to.be.accessible();
    });

    it(`explains a link that turns out ${state} when it is used`, async () => {
      const { page } = await open({
        'POST /links/describe': () => link('open'),
        'POST /links/use': refuse(`link-${state}`),
      });
      await choose(page, 'correct horse battery');
      await shows(page, title);
      expect(page.querySelector('[role=alert]')).to.equal(null);
    });
  }

  it('says when a fresh mail may be asked for again', async () => {
    const { page } = await open({
      'POST /links/describe': () => link('expired'),
      'POST /links/renew': refuse('sent-recently', { retryAfter: 42 }),
    });
    await shows(page, 'This link has expired');
    button(page, 'Send me a new link')?.click();
    await shows(page, 'You can ask for another one in 42 seconds.');
    expect(heading(page)).to.equal('This link has expired');
    await expect(page).to.be.accessible();
  });

  it('says that a login is switched off', async () => {
    const { page } = await open({
      'POST /links/describe': () => link('open'),
      'POST /links/use': refuse('user-deactivated'),
    });
    await choose(page, 'correct horse battery');
    await shows(page, 'Your access is switched off');
    expect(button(page, 'Send me a new link')).to.equal(undefined);
    await expect(page).to.be.accessible();
  });

  it('asks nobody about an address without a secret', async () => {
    const { page } = await open({}, '');
    await shows(page, 'This link does not work');
    expect(server.calls).to.deep.equal([]);
    await expect(page).to.be.accessible();
  });

  it('explains a secret that the server does not know', async () => {
    const { page } = await open({ 'POST /links/describe': refuse('link-invalid') });
    await shows(page, 'This link does not work');
  });

  it('offers another try when the link cannot be checked', async () => {
    const html = () => new Response('<h1>boom</h1>', { status: 500, headers: { 'content-type': 'text/html' } });
    const { page } = await open({ 'POST /links/describe': html });
    await shows(page, 'We could not check your link');
    expect(page.textContent).not.to.contain('boom');
    await expect(page).to.be.accessible();
    server.answers['POST /links/describe'] = () => link('open');
    button(page, 'Try again')?.click();
    await shows(page, 'Hello Ada');
    await waitUntil(() => document.activeElement === page.querySelector('h1'));
  });

  it('shows a hostile name as text, apart from the text’s direction', async () => {
    const firstName = '<img src=x onerror="window.hurt=1">‮ עדה';
    const { page } = await open({ 'POST /links/describe': () => link('open', { firstName }) });
    await shows(page, firstName);
    expect(page.querySelector('.lead bdi')?.textContent).to.equal(firstName);
    expect(page.querySelector('img')).to.equal(null);
    await aTimeout(0);
    expect('hurt' in window).to.equal(false);
  });
});
