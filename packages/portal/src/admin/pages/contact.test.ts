import { expect, waitUntil } from '@open-wc/testing';
import { held, loadStyles, refuse } from '../../stub-network.fixture.ts';
import { acme, ada, adasAccess, nora, rows, stubAdmin, stubStaffServer } from '../stub-admin.fixture.ts';
import { ContactPage } from './contact.ts';

const contact = 'GET /contacts/portico%3A2';
const account = 'GET /accounts/portico%3A1';

let server: ReturnType<typeof stubStaffServer>;

async function open(answers: Parameters<typeof stubStaffServer>[0] = {}) {
  const standard = { [contact]: () => ada, [account]: () => acme, [`${contact}/access`]: () => rows([adasAccess]) };
  server = stubStaffServer({ ...standard, ...answers });
  const stub = stubAdmin(server.api);
  const page = new ContactPage(stub.admin, ada.id);
  document.body.append(page);
  await page.updateComplete;
  return { page, ...stub };
}

const shows = (page: Element, text: string) => waitUntil(() => page.textContent?.includes(text), text);
const widget = (page: Element, name: string) => page.querySelector<HTMLElement>(`portico-${name}`);
const isReady = (page: Element) =>
  waitUntil(() => /ready|empty/.test(widget(page, 'dashboard-access')?.dataset.state ?? ''));
const path = (page: Element) => [...page.querySelectorAll('nav.path a')].map(link => link.textContent);

describe('the page of a person', () => {
  before(() => loadStyles('admin'));
  afterEach(() => {
    server.restore();
    document.body.replaceChildren();
  });

  it('keeps the room of what is on its way', async () => {
    const answer = held(ada);
    const { page } = await open({ [contact]: answer.answer });
    expect(page.textContent).to.contain('Loading');
    await expect(page).to.be.accessible();
    answer.release();
    await isReady(page);
  });

  it('names the person, lists their clients, and offers to get them back in', async () => {
    const { page } = await open();
    await isReady(page);
    expect(page.querySelector('h1')?.textContent).to.equal('Ada Keller');
    expect(document.title).to.equal('Ada Keller · Acme Portal');
    for (const text of ['ada.keller@example.com', 'IHM customer', '+49 30 5550101'])
      expect(page.textContent).to.contain(text);
    expect(path(page)).to.deep.equal(['Clients', 'Acme Health']);
    expect(widget(page, 'password-reset')?.getAttribute('contact-id')).to.equal(ada.id);
    expect(widget(page, 'create-user')).to.equal(null);
    const list = widget(page, 'dashboard-access')?.shadowRoot;
    expect(list?.querySelector('a')?.pathname).to.equal('/admin/accounts/portico%3A1');
    expect(list?.querySelector('thead')?.textContent).to.contain('Client');
    await expect(page).to.be.accessible();
  });

  it('offers a login to whoever has none, and does not take its dialog away when they have one', async () => {
    const { page } = await open({
      [contact]: () => ({ ...ada, userState: null }),
      [`${contact}/access`]: () => rows([]),
    });
    await isReady(page);
    const button = widget(page, 'create-user');
    expect([button?.getAttribute('account-id'), button?.getAttribute('email')]).to.deep.equal([acme.id, ada.email]);
    server.answers[contact] = () => ({ ...ada, lastName: 'Keller-Vogt', userState: 'invited' });
    document.dispatchEvent(new Event('visibilitychange'));
    await shows(page, 'Ada Keller-Vogt');
    expect(widget(page, 'create-user')).to.equal(button);
    await expect(page).to.be.accessible();
  });

  it('shows a person whose client the reader may not see', async () => {
    const { page } = await open({ [contact]: () => ({ ...ada, accountId: null, userState: null }) });
    await isReady(page);
    expect([path(page), widget(page, 'create-user')]).to.deep.equal([['Clients'], null]);
  });

  it('says where a deactivated login is reactivated', async () => {
    const { page } = await open({
      [contact]: () => ({ ...ada, userState: 'deactivated' }),
      [`${contact}/recovery`]: () => ({ action: 'reactivate', email: ada.email, sentAt: null, retryAfter: null }),
    });
    await isReady(page);
    const reset = widget(page, 'password-reset')?.shadowRoot;
    reset?.querySelector('button')?.click();
    await waitUntil(() => reset?.textContent?.includes('Open the client, press Create User'));
  });

  it('names who has no name by their address, and says where there is none', async () => {
    const nameless = { ...ada, firstName: '', lastName: '', phone: null, jobTitle: null };
    const { page } = await open({ [contact]: () => nameless });
    await isReady(page);
    expect(page.querySelector('h1')?.textContent).to.equal('ada.keller@example.com');
    server.answers[contact] = () => ({ ...nameless, email: null });
    document.dispatchEvent(new Event('visibilitychange'));
    await shows(page, 'No email');
  });

  it('offers nothing that the person may not do', async () => {
    const { page } = await open({
      'GET /staff/session': () => ({ ...nora, permissions: ['access:read', 'contacts:read'] }),
      [contact]: () => ({ ...ada, userState: null }),
    });
    await isReady(page);
    expect([widget(page, 'password-reset'), widget(page, 'create-user')]).to.deep.equal([null, null]);
  });

  for (const [code, text] of [
    ['not-found', 'There is no such person'],
    ['forbidden', 'You may not see this'],
  ] as const) {
    it(`says what ${code} means`, async () => {
      const { page } = await open({ [contact]: refuse(code) });
      await shows(page, text);
      await waitUntil(() => document.activeElement === page.querySelector('h1'));
      await expect(page).to.be.accessible();
    });
  }

  it('offers another try when it cannot be read', async () => {
    const { page } = await open({ [account]: refuse('server-error') });
    await shows(page, 'This person could not be loaded');
    await expect(page).to.be.accessible();
    server.answers[account] = () => acme;
    page.querySelector<HTMLButtonElement>('.empty button')?.click();
    await isReady(page);
  });
});
