import { expect, waitUntil } from '@open-wc/testing';
import { held, loadStyles, refuse } from '../stub-network.fixture.ts';
import { startAdmin } from './app.ts';
import { acme, ada, adasAccess, nora, rows, stubStaffServer } from './stub-admin.fixture.ts';

const testAddress = location.href;

let server: ReturnType<typeof stubStaffServer>;
let stop: AbortController;

function open(address: string, answers: Parameters<typeof stubStaffServer>[0] = {}, state: unknown = null) {
  history.pushState(state, '', address);
  server = stubStaffServer({
    'GET /accounts/portico%3A1': () => acme,
    'GET /accounts/portico%3A1/access': () => rows([adasAccess]),
    'GET /contacts/portico%3A2': () => ada,
    'GET /contacts/portico%3A2/access': () => rows([adasAccess]),
    ...answers,
  });
  stop = new AbortController();
  const container = document.body.appendChild(document.createElement('div'));
  container.id = 'portal';
  return startAdmin(container, { api: server.api, name: 'Acme Portal', signal: stop.signal });
}

const nobody = {
  'GET /staff/session': refuse('unauthenticated'),
  'POST /staff/session/token': refuse('unauthenticated'),
};
const somebody = {
  'GET /staff/session': () => nora,
  'POST /staff/session/token': () => ({ token: 'token', expiresAt: nora.expiresAt }),
};
const shows = (text: string) => waitUntil(() => document.querySelector('h1')?.textContent?.includes(text), text);
const says = (text: string) => waitUntil(() => document.body.textContent?.includes(text), text);
const press = (label: string) =>
  [...document.querySelectorAll('button')].find(one => one.textContent?.trim() === label)?.click();
const look = () => document.dispatchEvent(new Event('visibilitychange'));

describe('the admin pages', () => {
  before(() => loadStyles('admin'));
  afterEach(() => {
    stop.abort();
    server.restore();
    sessionStorage.clear();
    document.body.replaceChildren();
    history.replaceState(null, '', testAddress);
  });

  it('take the secret out of the address before anything is asked, and keep it for a reload', async () => {
    open('/admin/sign-in#secret');
    expect(location.href).to.equal(`${location.origin}/admin/sign-in`);
    expect(history.state).to.deep.equal({ linkToken: 'secret' });
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])).not.to.contain('secret');
    await shows('Sign in as staff');
    expect(server.calls).to.deep.equal([]);
  });

  it('sign in by the link, and leave no way back to it', async () => {
    open('/admin/sign-in#secret', { 'POST /staff/session': () => nora });
    await shows('Sign in as staff');
    press('Sign in as staff');
    await shows('Clients');
    await says('Nora Lindqvist');
    expect(location.pathname).to.equal('/admin/');
    expect(history.state).to.deep.equal({ signedIn: true });
  });

  it('explain a link that is dead, with a form for a fresh mail', async () => {
    open('/admin/sign-in#secret', { 'POST /staff/session': refuse('link-expired') });
    await shows('Sign in as staff');
    press('Sign in as staff');
    await shows('This link has expired');
    await waitUntil(() => document.querySelector('#email'));
    expect([location.search, history.state]).to.deep.equal(['?problem=link-expired', {}]);
  });

  it('follow links between clients and people, also those inside of widgets', async () => {
    open('/admin/');
    await waitUntil(() => document.querySelector('.client-name'));
    document.querySelector<HTMLAnchorElement>('.client-name')?.click();
    await shows('Acme Health');
    const link = () => document.querySelector('portico-dashboard-access')?.shadowRoot?.querySelector('a');
    await waitUntil(link);
    link()?.click();
    await shows('Ada Keller');
    expect(location.pathname).to.equal('/admin/contacts/portico%3A2');
    await waitUntil(() => document.activeElement === document.querySelector('h1'));
    history.back();
    await shows('Acme Health');
    expect(server.called('POST /staff/session/token')).to.equal(1);
  });

  it('go back to the client that was opened, and to the heading by a link', async () => {
    open('/admin/');
    await waitUntil(() => document.querySelector('.client-name'));
    document.querySelector<HTMLAnchorElement>('.client-name')?.click();
    await shows('Acme Health');
    history.back();
    await shows('Clients');
    await waitUntil(() => document.activeElement?.matches('.client-name'), 'the client has focus');
    (document.activeElement as HTMLAnchorElement).click();
    await shows('Acme Health');
    document.querySelector<HTMLAnchorElement>('.path a')?.click();
    await shows('Clients');
    await waitUntil(() => document.activeElement === document.querySelector('h1'), 'the heading has focus');
  });

  it('leave what is not theirs to the browser', async () => {
    open('/admin/sign-in', {
      ...nobody,
      'GET /staff/session/ways': () => ({ mail: true, company: { name: 'Acme ID', url: '/admin/oidc' } }),
    });
    await says('Continue with Acme ID');
    let isOurs: boolean | undefined;
    addEventListener(
      'click',
      event => {
        isOurs = event.defaultPrevented;
        event.preventDefault();
      },
      { once: true },
    );
    document.querySelector<HTMLAnchorElement>('a.button')?.click();
    expect(isOurs).to.equal(false);
  });

  it('ask whoever is not signed in to do so, without a reason, and go on to where they wanted', async () => {
    open('/admin/accounts/portico%3A1', { ...nobody, 'POST /staff/session': () => nora });
    await shows('Staff sign-in');
    expect(document.querySelector('#notice')).to.equal(null);
    Object.assign(server.answers, somebody);
    location.hash = 'secret';
    await shows('Sign in as staff');
    press('Sign in as staff');
    await shows('Acme Health');
    expect(location.pathname).to.equal('/admin/accounts/portico%3A1');
    expect(sessionStorage).to.have.length(0);
  });

  it('say that a session has ended, and go back to where the person was once a tab has signed in', async () => {
    open('/admin/contacts/portico%3A2');
    await shows('Ada Keller');
    Object.assign(server.answers, nobody);
    look();
    await shows('Staff sign-in');
    await says('Your session has ended.');
    Object.assign(server.answers, somebody);
    new BroadcastChannel('portico-staff-session').postMessage('signed-in');
    await shows('Ada Keller');
  });

  it('say so after a reload too', async () => {
    open('/admin/', nobody, { signedIn: true });
    await says('Your session has ended.');
  });

  it('go on from the company’s sign-in to where it began', async () => {
    sessionStorage.setItem('portico-admin-return', '/admin/contacts/portico%3A2');
    open('/admin/');
    await shows('Ada Keller');
    expect(location.pathname).to.equal('/admin/contacts/portico%3A2');
  });

  it('do not go elsewhere than a person asks them to', async () => {
    sessionStorage.setItem('portico-admin-return', '/admin/contacts/portico%3A2');
    open('/admin/?search=acme');
    await shows('Clients');
    expect(location.search).to.equal('?search=acme');
  });

  it('leave nothing of one person to the next', async () => {
    const tokens: string[] = [];
    open('/admin/', { 'DELETE /staff/session': () => ({ done: true }) });
    await says('Nora Lindqvist');
    press('Sign out');
    await says('You have signed out.');
    expect(sessionStorage).to.have.length(0);
    const wait = held(rows([]));
    Object.assign(server.answers, {
      'GET /staff/session': () => ({ ...nora, name: 'Omar Haddad', email: 'omar.haddad@example.com' }),
      'POST /staff/session/token': () => {
        tokens.push('another');
        return { token: 'another', expiresAt: nora.expiresAt };
      },
      'GET /accounts': wait.answer,
    });
    new BroadcastChannel('portico-staff-session').postMessage('signed-in');
    await shows('Clients');
    await waitUntil(() => tokens.length === 1);
    expect(document.body.textContent).not.to.contain('Acme Health');
    expect(document.body.textContent).not.to.contain('Nora');
    wait.release();
    await says('Omar Haddad');
  });

  it('notice that another person has signed in meanwhile', async () => {
    open('/admin/');
    await says('Nora Lindqvist');
    server.answers['GET /staff/session'] = () => ({ ...nora, name: 'Omar Haddad', email: 'omar.haddad@example.com' });
    look();
    await says('Omar Haddad');
    expect(server.called('POST /staff/session/token')).to.equal(2);
  });

  it('go on when somebody has signed in while the sign-in page was out of sight', async () => {
    open('/admin/accounts/portico%3A1', nobody);
    await shows('Staff sign-in');
    look();
    await waitUntil(() => server.called('GET /staff/session') === 2);
    Object.assign(server.answers, somebody);
    look();
    await shows('Acme Health');
  });

  it('hear of a sign-out in another tab, told once', async () => {
    open('/admin/');
    await says('Nora Lindqvist');
    new BroadcastChannel('portico-staff-session').postMessage('signed-out');
    await says('You signed out in another tab.');
    expect(history.state).to.deep.equal({});
  });

  it('do not hear of clients who sign in and out', async () => {
    open('/admin/');
    await says('Nora Lindqvist');
    new BroadcastChannel('portico-session').postMessage('signed-out');
    const heard = new Promise(resolve => {
      new BroadcastChannel('portico-session').addEventListener('message', resolve, { once: true });
    });
    new BroadcastChannel('portico-session').postMessage('signed-out');
    await heard;
    expect(document.querySelector('h1')?.textContent).to.equal('Clients');
  });

  it('say that an address leads nowhere', async () => {
    open('/admin/nowhere');
    await shows('Page not found');
    await expect(document.querySelector('#portal')).to.be.accessible();
  });
});
