import { expect, waitUntil } from '@open-wc/testing';
import { held, loadStyles, refuse } from '../../stub-network.fixture.ts';
import { acme, adasAccess, nora, rows, stubAdmin, stubStaffServer } from '../stub-admin.fixture.ts';
import { AccountPage } from './account.ts';

const account = 'GET /accounts/portico%3A1';

let server: ReturnType<typeof stubStaffServer>;

async function open(answers: Parameters<typeof stubStaffServer>[0] = {}) {
  server = stubStaffServer({ [account]: () => acme, [`${account}/access`]: () => rows([adasAccess]), ...answers });
  const stub = stubAdmin(server.api);
  const page = new AccountPage(stub.admin, acme.id);
  document.body.append(page);
  await page.updateComplete;
  return { page, ...stub };
}

const shows = (page: Element, text: string) => waitUntil(() => page.textContent?.includes(text), text);
const widget = (page: Element, name: string) => page.querySelector<HTMLElement>(`portico-${name}`);
const isReady = (page: Element) => waitUntil(() => widget(page, 'dashboard-access')?.dataset.state === 'ready');

describe('the page of a client', () => {
  before(() => loadStyles('admin'));
  afterEach(() => {
    server.restore();
    document.body.replaceChildren();
  });

  it('keeps the room of what is on its way', async () => {
    const answer = held(acme);
    const { page } = await open({ [account]: answer.answer });
    expect(page.textContent).to.contain('Loading');
    expect(page.querySelector('nav.path')?.textContent?.trim()).to.equal('Clients');
    await expect(page).to.be.accessible();
    answer.release();
    await isReady(page);
  });

  it('names the client, lists who has access, and offers to give it', async () => {
    const { page } = await open();
    await isReady(page);
    expect(page.querySelector('h1')?.textContent).to.equal('Acme Health');
    expect(document.title).to.equal('Acme Health · Acme Portal');
    for (const text of ['Germany', 'Member until 31 Dec 2030', 'Nora Lindqvist'])
      expect(page.textContent).to.contain(text);
    const person = widget(page, 'dashboard-access')?.shadowRoot?.querySelector('a');
    expect(person?.pathname).to.equal('/admin/contacts/portico%3A2');
    expect(widget(page, 'create-user')?.getAttribute('account-id')).to.equal(acme.id);
    await expect(page).to.be.accessible();
  });

  it('speaks of clients where the widgets alone speak of accounts', async () => {
    const { page } = await open();
    await isReady(page);
    widget(page, 'create-user')?.shadowRoot?.querySelector('button')?.click();
    await waitUntil(() => widget(page, 'create-user')?.shadowRoot?.textContent?.includes('this client’s dashboards'));
  });

  it('says how somebody gets access where nobody has any, to those who may give it', async () => {
    const session = 'GET /staff/session';
    const nobody = { [`${account}/access`]: () => rows([]) };
    const list = (page: Element) => widget(page, 'dashboard-access')?.shadowRoot?.textContent ?? '';
    const { page } = await open(nobody);
    await waitUntil(() => list(page).includes('Press Create User'));
    page.remove();
    server.restore();
    const { page: reader } = await open({ ...nobody, [session]: () => ({ ...nora, permissions: ['access:read'] }) });
    await waitUntil(() => list(reader).includes('Nobody has access yet'));
    expect(list(reader)).not.to.contain('Create User');
  });

  it('leads back to the clients', async () => {
    const { page } = await open();
    await isReady(page);
    const path = page.querySelector('nav.path');
    expect([...(path?.querySelectorAll('a') ?? [])].map(({ pathname }) => pathname)).to.deep.equal(['/admin/']);
    expect(path?.querySelector('[aria-current=page]')?.textContent).to.equal('Acme Health');
  });

  it('offers nothing that the person may not do', async () => {
    const { page } = await open({ 'GET /staff/session': () => ({ ...nora, permissions: ['access:read'] }) });
    await isReady(page);
    expect(widget(page, 'create-user')).to.equal(null);
    await expect(page).to.be.accessible();
  });

  it('never names the market where there is only one', async () => {
    const { page } = await open({ 'GET /settings': () => ({ jobTitles: [], roles: [], hasMarkets: false }) });
    await isReady(page);
    expect(page.textContent).not.to.contain('Germany');
  });

  it('says so when there is no such client, or none that the person serves', async () => {
    const { page } = await open({ [account]: refuse('not-found') });
    await shows(page, 'There is no such client');
    expect(page.querySelector<HTMLAnchorElement>('.empty a')?.pathname).to.equal('/admin/');
    await waitUntil(() => document.activeElement === page.querySelector('h1'));
    await expect(page).to.be.accessible();
  });

  it('says so when the person may not see clients', async () => {
    const { page } = await open({ [account]: refuse('forbidden') });
    await shows(page, 'You may not see this');
    await expect(page).to.be.accessible();
  });

  it('offers another try when it cannot be read', async () => {
    const { page } = await open({ [account]: refuse('server-error') });
    await shows(page, 'This client could not be loaded');
    await expect(page).to.be.accessible();
    server.answers[account] = () => acme;
    page.querySelector<HTMLButtonElement>('.empty button')?.click();
    await isReady(page);
    await waitUntil(() => document.activeElement === page.querySelector('h1'));
  });

  it('tells when a widget finds nobody signed in any more', async () => {
    const { page, left } = await open();
    await isReady(page);
    server.answers[`${account}/access`] = refuse('unauthenticated');
    server.answers['POST /staff/session/token'] = refuse('unauthenticated');
    const field = widget(page, 'dashboard-access')?.shadowRoot?.querySelector('input') as HTMLInputElement;
    field.value = 'ada';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await waitUntil(() => left.length > 0);
    expect(left[0]).to.equal('ended');
  });

  it('shows a hostile name as text', async () => {
    const name = '<img src=x onerror="window.hurt=1">‮ עדה';
    const { page } = await open({ [account]: () => ({ ...acme, name }) });
    await isReady(page);
    expect(page.querySelector('h1 bdi')?.textContent).to.equal(name);
    expect(page.querySelector('img')).to.equal(null);
  });
});
