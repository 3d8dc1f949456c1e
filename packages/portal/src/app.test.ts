import { expect, waitUntil } from '@open-wc/testing';
import { startPortal } from './app.ts';
import { held, loadStyles } from './stub-network.fixture.ts';
import { stubServer } from './stub-portal.fixture.ts';

const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };
const openLink = {
  purpose: 'registration',
  state: 'open',
  email: ada.email,
  firstName: 'Ada',
  expiresAt: '2027-01-01T10:00:00.000Z',
};
const testAddress = location.href;

let server: ReturnType<typeof stubServer>;
let stop: AbortController;

function open(address: string, answers: Parameters<typeof stubServer>[0] = {}) {
  history.pushState(null, '', address);
  server = stubServer(answers);
  stop = new AbortController();
  const container = document.body.appendChild(document.createElement('div'));
  container.id = 'portal';
  startPortal(container, { api: server.api, name: 'Acme Portal', signal: stop.signal });
  return container;
}

const shows = (text: string) => waitUntil(() => document.querySelector('h1')?.textContent?.includes(text), text);
const follow = (label: string) =>
  [...document.querySelectorAll('a')].find(link => link.textContent?.trim() === label)?.click();

describe('the portal', () => {
  before(() => loadStyles('home'));
  afterEach(() => {
    stop.abort();
    server.restore();
    document.body.replaceChildren();
    history.replaceState(null, '', testAddress);
  });

  it('takes the secret out of the address before anything is asked, and keeps it for a reload', async () => {
    const answer = held(openLink);
    open('/portal/register#secret', { 'POST /links/describe': answer.answer });
    expect(location.href).to.equal(`${location.origin}/portal/register`);
    expect(history.state).to.deep.equal({ linkToken: 'secret' });
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])).not.to.contain('secret');
    answer.release();
    await waitUntil(() => server.calls.length > 0);
    expect(server.calls[0]?.body).to.deep.equal({ token: 'secret' });
  });

  it('follows a second mail’s link that is opened in the same tab', async () => {
    open('/portal/register#first', { 'POST /links/describe': () => openLink });
    await waitUntil(() => server.calls.length === 1);
    location.hash = 'second';
    await waitUntil(() => server.calls.length === 2);
    expect(server.calls[1]?.body).to.deep.equal({ token: 'second' });
    expect(location.hash).to.equal('');
  });

  it('leaves no way back to a link that was used', async () => {
    open('/portal/register#secret', {
      'POST /links/describe': () => openLink,
      'POST /links/use': () => ada,
      'GET /session': () => ada,
      'GET /session/home': () => ({ hasMarkets: false, accounts: [] }),
    });
    await waitUntil(() => document.querySelector('#password'));
    (document.querySelector('#password') as HTMLInputElement).value = 'correct horse battery';
    document.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    await shows('Welcome, Ada');
    expect(location.pathname).to.equal('/portal/');
    expect(history.state).to.deep.equal({ signedIn: true });
    expect(document.activeElement).to.equal(document.querySelector('h1'));
  });

  it('moves between its pages without a load, titles each and goes to its heading', async () => {
    open('/portal/sign-in');
    await shows('Sign in');
    expect(document.activeElement).to.equal(document.body);
    follow('Forgot password?');
    await shows('Reset your password');
    await waitUntil(() => document.activeElement === document.querySelector('h1'));
    expect([location.pathname, document.title]).to.deep.equal(['/portal/forgot', 'Reset your password · Acme Portal']);
    history.back();
    await shows('Sign in');
    expect(location.pathname).to.equal('/portal/sign-in');
  });

  it('says that an address leads nowhere', async () => {
    open('/portal/nowhere');
    await shows('Page not found');
    await expect(document.querySelector('#portal')).to.be.accessible();
  });

  it('hears of a sign-out in another tab', async () => {
    open('/portal/', {
      'GET /session': () => ada,
      'GET /session/home': () => ({ hasMarkets: false, accounts: [] }),
    });
    await shows('Welcome, Ada');
    new BroadcastChannel('portico-session').postMessage('signed-out');
    await shows('Sign in');
    expect(document.body.textContent).to.contain('You signed out in another tab.');
    // Told once: a reload would not say it again.
    expect(history.state).to.deep.equal({});
  });
});
