import { expect, waitUntil } from '@open-wc/testing';
import type { OwnAccount } from '@portico/core';
import { held, loadStyles, refuse } from '../stub-network.fixture.ts';
import { stubPortal, stubServer } from '../stub-portal.fixture.ts';
import type { Visit } from '../visit.ts';
import { HomePage } from './home.ts';

const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };
const dashboards = { id: 'dashboards', name: 'Dashboards', url: 'https://example.com/dashboards' };
const account: OwnAccount = {
  accessId: '1',
  market: 'Austin',
  name: 'Analytical Engines',
  role: 'guest',
  sections: [dashboards],
};

let server: ReturnType<typeof stubServer>;

const home = (accounts: OwnAccount[], hasMarkets = true) => ({
  'GET /session': () => ada,
  'GET /session/home': () => ({ hasMarkets, accounts }),
});

async function open(answers: Parameters<typeof stubServer>[0], visit: Visit = {}) {
  server = stubServer(answers);
  const stub = stubPortal(server.api);
  const page = new HomePage(stub.portal, visit);
  document.body.append(page);
  await page.updateComplete;
  return { page, ...stub };
}

const shows = (page: Element, text: string) => waitUntil(() => page.textContent?.includes(text), text);
const button = (page: Element, label: string) =>
  [...page.querySelectorAll('button')].find(one => one.textContent?.trim() === label);
const look = () => document.dispatchEvent(new Event('visibilitychange'));

describe('the home page', () => {
  before(() => loadStyles('home'));
  afterEach(() => {
    server.restore();
    document.body.replaceChildren();
  });

  it('shows the accounts and what is open in them', async () => {
    const { page } = await open(home([account, { ...account, accessId: '2', market: 'Denver', sections: [] }]));
    await shows(page, 'Ada Lovelace');
    expect(page.querySelector('h1')?.textContent?.trim()).to.equal('Welcome, Ada');
    const names = [...page.querySelectorAll('h2')].map(heading => heading.textContent?.replace(/\s+/g, ' ').trim());
    expect(names).to.deep.equal(['Austin Analytical Engines', 'Denver Analytical Engines']);
    expect([...page.querySelectorAll('a')].map(link => link.href)).to.deep.equal([dashboards.url]);
    expect(page.textContent).to.contain('Nothing is open here right now.');
    await expect(page).to.be.accessible();
  });

  it('never names the market where there is only one', async () => {
    const { page } = await open(home([account], false));
    await shows(page, 'Analytical Engines');
    expect(page.textContent).not.to.contain('Austin');
  });

  it('says so when nothing is open', async () => {
    const { page } = await open(home([]));
    await shows(page, 'Nothing is open to you right now');
    await expect(page).to.be.accessible();
  });

  it('keeps the room of what is on its way', async () => {
    const answer = held(ada);
    const { page } = await open({ ...home([account]), 'GET /session': answer.answer });
    expect(page.textContent).to.contain('Loading');
    await expect(page).to.be.accessible();
    answer.release();
    await shows(page, 'Ada Lovelace');
  });

  it('offers another try when it cannot be loaded', async () => {
    const { page } = await open({ ...home([account]), 'GET /session/home': refuse('server-error') });
    await shows(page, 'Your portal could not be loaded');
    await expect(page).to.be.accessible();
    Object.assign(server.answers, home([account]));
    button(page, 'Try again')?.click();
    await shows(page, 'Welcome, Ada');
    await waitUntil(() => document.activeElement === page.querySelector('h1'));
  });

  it('sends whoever is not signed in to the sign-in page', async () => {
    const { went } = await open({});
    await waitUntil(() => went.length > 0);
    expect(went).to.deep.equal([{ page: 'sign-in', notice: undefined }]);
  });

  it('explains a session that ended while the person was elsewhere', async () => {
    const { page, went } = await open(home([account]));
    await shows(page, 'Ada Lovelace');
    server.answers['GET /session'] = refuse('unauthenticated');
    look();
    await waitUntil(() => went.length > 0);
    expect(went).to.deep.equal([{ page: 'sign-in', notice: 'session-ended' }]);
  });

  it('explains it after a reload too', async () => {
    const { went } = await open({}, { signedIn: true });
    await waitUntil(() => went.length > 0);
    expect(went[0]?.notice).to.equal('session-ended');
  });

  it('keeps what is on show when only the connection is lost, and shows what is new afterwards', async () => {
    const { page, went } = await open(home([account]));
    await shows(page, 'Ada Lovelace');
    server.answers['GET /session'] = refuse('server-error');
    look();
    await waitUntil(() => server.called('GET /session') === 2);
    expect(page.textContent).to.contain('Analytical Engines');
    Object.assign(server.answers, home([{ ...account, name: 'Difference Works' }]));
    look();
    await shows(page, 'Difference Works');
    expect(went).to.deep.equal([]);
  });

  it('lets a late answer lose against a newer one', async () => {
    const late = held({ hasMarkets: true, accounts: [{ ...account, name: 'Old' }] });
    const { page } = await open({ ...home([account]), 'GET /session/home': late.answer });
    await waitUntil(() => server.called('GET /session/home') === 1);
    server.answers['GET /session/home'] = () => ({ hasMarkets: true, accounts: [{ ...account, name: 'New' }] });
    look();
    await shows(page, 'New');
    late.release();
    // Two more calls, one after the other, take longer than what is left of the late one.
    await server.api.session.home({});
    await server.api.session.home({});
    await page.updateComplete;
    expect(page.textContent).not.to.contain('Old');
  });

  it('signs out and tells the other tabs', async () => {
    const { page, went, told } = await open({ ...home([account]), 'DELETE /session': () => ({ done: true }) });
    await shows(page, 'Ada Lovelace');
    button(page, 'Sign out')?.click();
    await waitUntil(() => went.length > 0);
    expect([went[0], told[0]]).to.deep.equal([{ page: 'sign-in', notice: 'signed-out' }, 'signed-out']);
  });

  it('stays, and says so, when signing out fails', async () => {
    const { page, went } = await open({ ...home([account]), 'DELETE /session': refuse('network') });
    await shows(page, 'Ada Lovelace');
    button(page, 'Sign out')?.click();
    await shows(page, 'We could not reach the portal.');
    expect(went).to.deep.equal([]);
    await expect(page).to.be.accessible();
  });

  it('follows another tab', async () => {
    const { page, went } = await open(home([account]));
    await shows(page, 'Ada Lovelace');
    server.answers['GET /session'] = () => ({ ...ada, firstName: 'Grace' });
    page.sessionChanged('signed-in');
    await shows(page, 'Welcome, Grace');
    page.sessionChanged('signed-out');
    expect(went).to.deep.equal([{ page: 'sign-in', notice: 'signed-out-elsewhere' }]);
  });

  it('shows hostile names as text and follows no hostile link', async () => {
    const name = '<b>x</b>'.repeat(25);
    const sections = [
      { ...dashboards, name },
      { ...dashboards, name: 'bad', url: 'javascript:alert(1)' },
    ];
    const { page } = await open(home([{ ...account, name, market: 'אוסטין', sections }]));
    await shows(page, name);
    expect(page.querySelector('b')).to.equal(null);
    expect([...page.querySelectorAll('a')].map(link => link.href)).to.deep.equal([dashboards.url]);
  });
});
