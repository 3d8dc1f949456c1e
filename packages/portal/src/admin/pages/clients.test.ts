import { expect, waitUntil } from '@open-wc/testing';
import { held, loadStyles, refuse } from '../../stub-network.fixture.ts';
import { acme, rows, stubAdmin, stubStaffServer } from '../stub-admin.fixture.ts';
import { ClientsPage } from './clients.ts';

let server: ReturnType<typeof stubStaffServer>;

async function open(answers: Parameters<typeof stubStaffServer>[0] = {}, search = '') {
  server = stubStaffServer(answers);
  const stub = stubAdmin(server.api);
  const page = new ClientsPage(stub.admin, search);
  document.body.append(page);
  await page.updateComplete;
  return { page, ...stub };
}

const shows = (page: Element, text: string) => waitUntil(() => page.textContent?.includes(text), text);
const button = (page: Element, label: string) =>
  [...page.querySelectorAll('button')].find(one => one.textContent?.trim() === label);
const names = (page: Element) => [...page.querySelectorAll('.client-name')].map(link => link.textContent?.trim());

function search(page: Element, text: string) {
  const field = page.querySelector('#search') as HTMLInputElement;
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return field;
}

describe('the page of clients', () => {
  before(() => loadStyles('admin'));
  afterEach(() => {
    server.restore();
    document.body.replaceChildren();
  });

  it('keeps the room of the clients that are on their way', async () => {
    const answer = held(rows([acme]));
    const { page } = await open({ 'GET /accounts': answer.answer });
    expect(page.textContent).to.contain('Loading');
    expect(page.querySelectorAll('.client-ghost')).to.have.length(6);
    await expect(page).to.be.accessible();
    answer.release();
    await shows(page, 'Acme Health');
  });

  it('lists them, each leading to its page, and says who is signed in', async () => {
    const others = [
      { ...acme, id: 'portico:2', name: 'Hooli Energy', active: false, membershipEnd: '2020-12-31' },
      { ...acme, id: 'portico:3', name: 'Umbrella Travel', membershipEnd: null },
    ];
    const { page } = await open({ 'GET /accounts': () => rows([acme, ...others]) });
    await shows(page, 'Nora Lindqvist');
    expect(names(page)).to.deep.equal(['Acme Health', 'Hooli Energy', 'Umbrella Travel']);
    expect(page.querySelector<HTMLAnchorElement>('.client-name')?.pathname).to.equal('/admin/accounts/portico%3A1');
    for (const text of [
      'Germany',
      'Member until 31 Dec 2030',
      'Membership ended 31 Dec 2020',
      'Inactive',
      'No end date',
    ]) {
      expect(page.textContent).to.contain(text);
    }
    expect([...page.querySelectorAll('[role=status]')].at(-1)?.textContent).to.equal('3 clients');
    expect(document.title).to.equal('Clients · Acme Portal');
    await expect(page).to.be.accessible();
  });

  it('puts those of one market under its name, however it is spelt', async () => {
    const others = [
      { ...acme, id: 'portico:2', name: 'Hooli Energy', market: 'GERMANY' },
      { ...acme, id: 'portico:3', market: 'Spain' },
    ];
    const { page } = await open({ 'GET /accounts': () => rows([acme, ...others]) });
    await shows(page, 'Spain');
    const lists = [...page.querySelectorAll('.clients')].map(list => [
      document.getElementById(list.getAttribute('aria-labelledby') ?? '')?.textContent,
      ...names(list),
    ]);
    expect(lists).to.deep.equal([
      ['Germany', 'Acme Health', 'Hooli Energy'],
      ['Spain', 'Acme Health'],
    ]);
  });

  it('never names the market where there is only one', async () => {
    const { page } = await open({ 'GET /settings': () => ({ jobTitles: [], roles: [], hasMarkets: false }) });
    await shows(page, 'Acme Health');
    expect(page.textContent).not.to.contain('Germany');
  });

  it('says so when there is none, and how one gets here', async () => {
    const { page } = await open({ 'GET /accounts': () => rows([]) });
    await shows(page, 'No clients yet');
    expect(page.querySelector('.empty code')?.textContent).to.equal('portico seed --file');
    expect(page.querySelector('.empty')?.textContent).to.contain('ask an administrator');
    await expect(page).to.be.accessible();
  });

  it('says so when the person may not see them', async () => {
    const { page } = await open({ 'GET /accounts': refuse('forbidden') });
    await shows(page, 'You may not see this');
    expect(page.querySelector('#search')).to.equal(null);
    await expect(page).to.be.accessible();
  });

  it('offers another try when they cannot be read', async () => {
    const { page } = await open({ 'GET /accounts': refuse('server-error') });
    await shows(page, 'The clients could not be loaded');
    await expect(page).to.be.accessible();
    server.answers['GET /accounts'] = () => rows([acme]);
    button(page, 'Try again')?.click();
    await shows(page, 'Acme Health');
  });

  it('searches once the person pauses, and notes it in the address', async () => {
    const asked: (string | null)[] = [];
    const { page, noted } = await open({
      'GET /accounts': (_, { searchParams }) => {
        asked.push(searchParams.get('search'));
        return rows(searchParams.get('search') ? [{ ...acme, name: 'Globex Foods' }] : [acme]);
      },
    });
    await shows(page, 'Acme Health');
    search(page, 'g');
    search(page, 'gl');
    const field = search(page, 'glo ');
    await shows(page, 'Globex Foods');
    expect(asked).to.deep.equal([null, 'glo']);
    expect(noted).to.deep.equal([{ page: 'clients', search: 'glo' }]);
    expect([field.value, document.activeElement]).to.deep.equal(['glo ', field]);
  });

  it('begins with the search of its address', async () => {
    const { page } = await open(
      { 'GET /accounts': (_, { search: query }) => rows([{ ...acme, name: query }]) },
      'acme',
    );
    await shows(page, 'search=acme');
    expect((page.querySelector('#search') as HTMLInputElement).value).to.equal('acme');
  });

  it('lets a late answer lose against a newer one', async () => {
    const { page } = await open();
    await shows(page, 'Acme Health');
    const late = held(rows([{ ...acme, name: 'Old' }]));
    server.answers['GET /accounts'] = late.answer;
    search(page, 'old');
    await waitUntil(() => server.called('GET /accounts') === 2);
    server.answers['GET /accounts'] = () => rows([{ ...acme, name: 'New' }]);
    search(page, 'new');
    await shows(page, 'New');
    late.release();
    // Two more calls, one after the other, take longer than what is left of the late one.
    await server.api.staffSession.get({});
    await server.api.staffSession.get({});
    await page.updateComplete;
    expect(names(page)).to.deep.equal(['New']);
  });

  it('clears a search that matches nothing, and goes back to the field', async () => {
    const { page } = await open(
      { 'GET /accounts': (_, { searchParams }) => rows(searchParams.has('search') ? [] : [acme]) },
      'zzz',
    );
    await shows(page, 'No client matches');
    await expect(page).to.be.accessible();
    button(page, 'Clear search')?.click();
    await shows(page, 'Acme Health');
    expect((page.querySelector('#search') as HTMLInputElement).value).to.equal('');
    expect(document.activeElement).to.equal(page.querySelector('#search'));
  });

  it('loads more, once however often it is clicked, and keeps what is there when that fails', async () => {
    const next = { ...acme, id: 'portico:2', name: 'Zeta' };
    const { page } = await open({ 'GET /accounts': () => rows([acme], 'next') });
    await shows(page, '1+ clients');
    server.answers['GET /accounts'] = refuse('server-error');
    button(page, 'Load more')?.click();
    await shows(page, 'Something went wrong on our side.');
    expect(names(page)).to.deep.equal(['Acme Health']);
    await expect(page).to.be.accessible();
    const answer = held(rows([next]));
    server.answers['GET /accounts'] = answer.answer;
    const before = server.called('GET /accounts');
    button(page, 'Load more')?.click();
    await shows(page, 'Loading more clients');
    button(page, 'Load more')?.click();
    answer.release();
    await shows(page, 'Zeta');
    expect(server.called('GET /accounts') - before).to.equal(1);
    expect([button(page, 'Load more'), page.querySelector('[role=alert]')]).to.deep.equal([undefined, null]);
  });

  it('goes on with the first of the clients that were loaded, unless the person has gone elsewhere', async () => {
    const { page } = await open({ 'GET /accounts': () => rows([acme], 'next') });
    await shows(page, 'Acme Health');
    const more = async (id: string) => {
      server.answers['GET /accounts'] = () => rows([{ ...acme, id, name: `Client ${id}` }], 'next');
      button(page, 'Load more')?.click();
      await shows(page, `Client ${id}`);
      await waitUntil(() => button(page, 'Load more')?.ariaDisabled === 'false');
    };
    button(page, 'Load more')?.focus();
    await more('2');
    await waitUntil(() => document.activeElement?.textContent === 'Client 2');
    page.querySelector<HTMLInputElement>('#search')?.focus();
    await more('3');
    await page.updateComplete;
    expect(document.activeElement?.id).to.equal('search');
  });

  it('keeps what is on show when only the connection is lost, and shows what is new afterwards', async () => {
    const { page } = await open();
    await shows(page, 'Acme Health');
    server.answers['GET /accounts'] = refuse('server-error');
    document.dispatchEvent(new Event('visibilitychange'));
    await waitUntil(() => server.called('GET /accounts') === 2);
    expect(names(page)).to.deep.equal(['Acme Health']);
    server.answers['GET /accounts'] = () => rows([{ ...acme, name: 'Acme Wellness' }]);
    document.dispatchEvent(new Event('visibilitychange'));
    await shows(page, 'Acme Wellness');
    server.answers['GET /accounts'] = refuse('forbidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await shows(page, 'You may not see this');
    expect(names(page)).to.deep.equal([]);
  });

  it('shows at once what it showed before, and as much of it', async () => {
    const { page, admin } = await open({ 'GET /accounts': () => rows([acme], 'next') });
    await shows(page, 'Acme Health');
    server.answers['GET /accounts'] = () => rows([{ ...acme, id: '2', name: 'Zeta' }]);
    button(page, 'Load more')?.click();
    await shows(page, 'Zeta');
    page.remove();
    const again = document.body.appendChild(new ClientsPage(admin, ''));
    await again.updateComplete;
    expect(names(again)).to.deep.equal(['Acme Health', 'Zeta']);
  });

  it('tells when nobody is signed in any more', async () => {
    const { left } = await open({ 'POST /staff/session/token': refuse('unauthenticated') });
    await waitUntil(() => left.length > 0);
    expect(left[0]).to.equal('ended');
  });

  it('signs out and tells the other tabs', async () => {
    const { page, left, told } = await open({ 'DELETE /staff/session': () => ({ done: true }) });
    await shows(page, 'Nora Lindqvist');
    button(page, 'Sign out')?.click();
    await waitUntil(() => left.length > 0);
    expect([left, told]).to.deep.equal([['signed-out'], ['signed-out']]);
  });

  it('stays, and says so, when signing out fails', async () => {
    const { page, left } = await open({ 'DELETE /staff/session': refuse('network') });
    await shows(page, 'Nora Lindqvist');
    button(page, 'Sign out')?.click();
    await shows(page, 'We could not reach the portal.');
    expect(left).to.deep.equal([]);
    await expect(page).to.be.accessible();
  });

  it('shows hostile names as text', async () => {
    const name = '<img src=x onerror="window.hurt=1">‮ עדה';
    const { page } = await open({ 'GET /accounts': () => rows([{ ...acme, name }]) });
    await shows(page, name);
    expect(page.querySelector('.client-name bdi')?.textContent).to.equal(name);
    expect(page.querySelector('img')).to.equal(null);
  });
});
