import { expect, waitUntil } from '@open-wc/testing';
import { held, loadStyles } from '../stub-network.fixture.ts';
import { closeAdmin, nobody, openAdmin, press, says, shows, somebody } from './open-admin.fixture.ts';
import { nora, rows } from './stub-admin.fixture.ts';

const look = () => document.dispatchEvent(new Event('visibilitychange'));

describe('the admin pages, as people come and go', () => {
  before(() => loadStyles('admin'));
  afterEach(closeAdmin);

  it('ask whoever is not signed in to do so, without a reason, and go on to where they wanted', async () => {
    const server = openAdmin('/admin/accounts/portico%3A1', { ...nobody, 'POST /staff/session': () => nora });
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
    const server = openAdmin('/admin/contacts/portico%3A2');
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
    openAdmin('/admin/', nobody, { signedIn: true });
    await says('Your session has ended.');
  });

  it('go on from the company’s sign-in to where it began', async () => {
    sessionStorage.setItem('portico-admin-return', '/admin/contacts/portico%3A2');
    openAdmin('/admin/');
    await shows('Ada Keller');
    expect(location.pathname).to.equal('/admin/contacts/portico%3A2');
  });

  it('leave nothing of one person to the next', async () => {
    const tokens: string[] = [];
    const server = openAdmin('/admin/', { 'DELETE /staff/session': () => ({ done: true }) });
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
    const server = openAdmin('/admin/');
    await says('Nora Lindqvist');
    server.answers['GET /staff/session'] = () => ({ ...nora, name: 'Omar Haddad', email: 'omar.haddad@example.com' });
    look();
    await says('Omar Haddad');
    expect(server.called('POST /staff/session/token')).to.equal(2);
  });

  it('go on when somebody has signed in while the sign-in page was out of sight', async () => {
    const server = openAdmin('/admin/accounts/portico%3A1', nobody);
    await shows('Staff sign-in');
    look();
    await waitUntil(() => server.called('GET /staff/session') === 2);
    Object.assign(server.answers, somebody);
    look();
    await shows('Acme Health');
  });

  it('hear of a sign-out in another tab, told once', async () => {
    openAdmin('/admin/');
    await says('Nora Lindqvist');
    new BroadcastChannel('portico-staff-session').postMessage('signed-out');
    await says('You signed out in another tab.');
    expect(history.state).to.deep.equal({});
  });

  it('do not hear of clients who sign in and out', async () => {
    openAdmin('/admin/');
    await says('Nora Lindqvist');
    new BroadcastChannel('portico-session').postMessage('signed-out');
    const heard = new Promise(resolve => {
      new BroadcastChannel('portico-session').addEventListener('message', resolve, { once: true });
    });
    new BroadcastChannel('portico-session').postMessage('signed-out');
    await heard;
    expect(document.querySelector('h1')?.textContent).to.equal('Clients');
  });
});
