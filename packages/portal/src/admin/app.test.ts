import { expect, waitUntil } from '@open-wc/testing';
import { loadStyles, refuse } from '../stub-network.fixture.ts';
import { closeAdmin, nobody, openAdmin, press, says, shows } from './open-admin.fixture.ts';
import { nora } from './stub-admin.fixture.ts';

describe('the admin pages', () => {
  before(() => loadStyles('admin'));
  afterEach(closeAdmin);

  it('take the secret out of the address before anything is asked, and keep it for a reload', async () => {
    const server = openAdmin('/admin/sign-in#secret');
    expect(location.href).to.equal(`${location.origin}/admin/sign-in`);
    expect(history.state).to.deep.equal({ linkToken: 'secret' });
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])).not.to.contain('secret');
    await shows('Sign in as staff');
    expect(server.calls).to.deep.equal([]);
  });

  it('sign in by the link, and leave no way back to it', async () => {
    openAdmin('/admin/sign-in#secret', { 'POST /staff/session': () => nora });
    await shows('Sign in as staff');
    press('Sign in as staff');
    await shows('Clients');
    await says('Nora Lindqvist');
    expect(location.pathname).to.equal('/admin/');
    expect(history.state).to.deep.equal({ signedIn: true });
  });

  it('explain a link that is dead, with a form for a fresh mail', async () => {
    openAdmin('/admin/sign-in#secret', { 'POST /staff/session': refuse('link-expired') });
    await shows('Sign in as staff');
    press('Sign in as staff');
    await shows('This link has expired');
    await waitUntil(() => document.querySelector('#email'));
    expect([location.search, history.state]).to.deep.equal(['?problem=link-expired', {}]);
  });

  it('follow links between clients and people, also those inside of widgets', async () => {
    const server = openAdmin('/admin/');
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
    openAdmin('/admin/');
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
    openAdmin('/admin/sign-in', {
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

  it('do not go elsewhere than a person asks them to', async () => {
    sessionStorage.setItem('portico-admin-return', '/admin/contacts/portico%3A2');
    openAdmin('/admin/?search=acme');
    await shows('Clients');
    expect(location.search).to.equal('?search=acme');
  });

  it('say that an address leads nowhere', async () => {
    openAdmin('/admin/nowhere');
    await shows('Page not found');
    await expect(document.querySelector('#portal')).to.be.accessible();
  });
});
