import { expect, waitUntil } from '@open-wc/testing';
import { held, loadStyles, refuse } from '../../stub-network.fixture.ts';
import type { Visit } from '../../visit.ts';
import type { Problem } from '../problem.ts';
import { nora, stubAdmin, stubStaffServer } from '../stub-admin.fixture.ts';
import { SignInPage } from './sign-in.ts';

const company = { name: 'Acme ID', url: '/admin/oidc' };

let server: ReturnType<typeof stubStaffServer>;

async function open(
  answers: Parameters<typeof stubStaffServer>[0] = {},
  { problem, visit = { signedIn: false } }: { problem?: Problem; visit?: Visit } = {},
) {
  server = stubStaffServer(answers);
  const stub = stubAdmin(server.api);
  const page = new SignInPage(stub.admin, problem, visit);
  document.body.append(page);
  await page.updateComplete;
  return { page, ...stub };
}

const shows = (page: Element, text: string) => waitUntil(() => page.textContent?.includes(text), text);
const field = (page: Element) => page.querySelector('#email') as HTMLInputElement;
const button = (page: Element, label: string) =>
  [...page.querySelectorAll('button')].find(one => one.textContent?.trim().startsWith(label));

async function request(page: Element, email: string) {
  await waitUntil(() => field(page));
  field(page).value = email;
  button(page, 'Email me')?.click();
}

describe('the sign-in page of staff', () => {
  before(() => loadStyles('admin'));
  afterEach(() => {
    SignInPage.resendAfter = 60;
    server.restore();
    document.body.replaceChildren();
  });

  it('keeps the room of its form while the ways are not known', async () => {
    const answer = held({ mail: true, company });
    const { page } = await open({ 'GET /staff/session/ways': answer.answer });
    expect(page.querySelector('.sign-in-ghost')).to.not.equal(null);
    await expect(page).to.be.accessible();
    answer.release();
    await waitUntil(() => field(page));
  });

  it('offers a mail, and the company only where there is one', async () => {
    const { page } = await open();
    await waitUntil(() => field(page));
    expect(page.textContent).not.to.contain('Continue with');
    expect(document.title).to.equal('Staff sign-in · Acme Portal');
    expect(page.querySelector<HTMLAnchorElement>('.help a')?.pathname).to.equal('/portal/sign-in');
    await expect(page).to.be.accessible();
  });

  it('leads to the company’s own sign-in', async () => {
    const { page } = await open({ 'GET /staff/session/ways': () => ({ mail: true, company }) });
    await shows(page, 'Continue with Acme ID');
    expect(page.querySelector<HTMLAnchorElement>('a.button')?.pathname).to.equal('/admin/oidc');
    expect(field(page)).to.not.equal(null);
    await expect(page).to.be.accessible();
  });

  it('says whom the mail is for beside the company’s own sign-in, before and after it was asked for', async () => {
    const { page } = await open({
      'GET /staff/session/ways': () => ({ mail: true, company }),
      'POST /staff/session/link': () => ({ done: true }),
    });
    await shows(page, 'or by mail, for administrators only');
    const [first, second] = page.querySelectorAll('.button');
    expect([first?.textContent?.trim(), second?.className]).to.deep.equal([
      'Continue with Acme ID',
      'button secondary',
    ]);
    await request(page, 'ada@example.com');
    await shows(page, 'If ada@example.com belongs to an administrator, a sign-in link is on its way.');
  });

  it('offers only the company where mail is no way', async () => {
    const { page } = await open({ 'GET /staff/session/ways': () => ({ mail: false, company }) });
    await shows(page, 'Continue with Acme ID');
    expect(field(page)).to.equal(null);
  });

  it('says so where there is no way at all', async () => {
    const { page } = await open({ 'GET /staff/session/ways': () => ({ mail: false, company: null }) });
    await shows(page, 'Staff cannot sign in here');
    await expect(page).to.be.accessible();
  });

  it('offers a mail where the ways cannot be read', async () => {
    const { page } = await open({ 'GET /staff/session/ways': refuse('server-error') });
    await waitUntil(() => field(page));
  });

  it('asks for a mail once, and says the same whatever address it is', async () => {
    const answer = held({ done: true });
    const { page } = await open({ 'POST /staff/session/link': answer.answer });
    await request(page, ' nora@example.com ');
    await shows(page, 'Sending');
    button(page, 'Email me')?.click();
    answer.release();
    await shows(page, 'If nora@example.com belongs to a member of staff, a sign-in link is on its way.');
    expect(server.calls.filter(({ operation }) => operation.startsWith('POST'))).to.deep.equal([
      { operation: 'POST /staff/session/link', body: { email: 'nora@example.com' } },
    ]);
    await waitUntil(() => document.activeElement === page.querySelector('h1'));
    expect(document.title).to.equal('Check your inbox · Acme Portal');
    await expect(page).to.be.accessible();
  });

  it('asks for it again only after a while', async () => {
    SignInPage.resendAfter = 1;
    const { page } = await open({ 'POST /staff/session/link': () => ({ done: true }) });
    await request(page, 'nora@example.com');
    await shows(page, 'Send it again in 1 s');
    button(page, 'Send it again')?.click();
    expect(button(page, 'Send it again')?.getAttribute('aria-disabled')).to.equal('true');
    expect(server.called('POST /staff/session/link')).to.equal(1);
    await waitUntil(() => button(page, 'Send it again')?.textContent?.trim() === 'Send it again', '', {
      timeout: 5000,
    });
    button(page, 'Send it again')?.click();
    await shows(page, 'The mail was asked for again.');
    expect(server.called('POST /staff/session/link')).to.equal(2);
    await shows(page, 'Send it again in 1 s');
  });

  it('says why it cannot be asked for again', async () => {
    SignInPage.resendAfter = 0;
    const { page } = await open({ 'POST /staff/session/link': () => ({ done: true }) });
    await request(page, 'nora@example.com');
    await shows(page, 'Check your inbox');
    server.answers['POST /staff/session/link'] = refuse('rate-limited', { retryAfter: 130 });
    button(page, 'Send it again')?.click();
    await shows(page, 'Too many attempts. Please try again in 3 minutes.');
    await expect(page).to.be.accessible();
  });

  it('takes another address', async () => {
    const { page } = await open({ 'POST /staff/session/link': () => ({ done: true }) });
    await request(page, 'nora@example.com');
    await shows(page, 'Check your inbox');
    button(page, 'Use another address')?.click();
    await waitUntil(() => field(page));
    expect(field(page).value).to.equal('nora@example.com');
    await waitUntil(() => document.activeElement === page.querySelector('h1'));
  });

  it('refuses what is no address, at the field', async () => {
    const { page } = await open();
    await request(page, 'nora');
    await shows(page, 'That does not look like an email address.');
    await waitUntil(() => document.activeElement === field(page));
    expect(server.called('POST /staff/session/link')).to.equal(0);
    await expect(page).to.be.accessible();
  });

  it('keeps the address when the server cannot be reached', async () => {
    const { page } = await open({ 'POST /staff/session/link': refuse('network') });
    await request(page, 'nora@example.com');
    await shows(page, 'We could not reach the portal.');
    expect(field(page).value).to.equal('nora@example.com');
    await expect(page).to.be.accessible();
  });

  for (const [problem, title, next] of [
    ['link-used', 'This link has been used', 'Have a new one mailed to you.'],
    ['link-expired', 'This link has expired', 'Have a new one mailed to you.'],
    ['link-replaced', 'There is a newer link', 'have a new one mailed to you.'],
    ['link-invalid', 'This link does not work', 'have a new one mailed to you.'],
    ['cancelled', 'You were not signed in', 'The sign-in with Acme ID was cancelled. You can begin again.'],
    ['failed', 'You could not be signed in', 'Please begin again.'],
    ['not-permitted', 'You have no permission yet', 'Ask an administrator of the portal'],
    ['unavailable', 'You could not be signed in', 'Please try again in a few minutes.'],
    ['expired', 'That took too long', 'Please begin again.'],
  ] as const) {
    it(`explains ${problem}, with every way on`, async () => {
      const { page } = await open({ 'GET /staff/session/ways': () => ({ mail: true, company }) }, { problem });
      await shows(page, 'Continue with Acme ID');
      await shows(page, next);
      expect(page.querySelector('h1')?.textContent).to.equal(title);
      expect(field(page)).to.not.equal(null);
      await expect(page).to.be.accessible();
    });
  }

  it('offers nothing to try to somebody who is switched off', async () => {
    const { page } = await open({}, { problem: 'switched-off' });
    await shows(page, 'Your sign-in is switched off');
    expect(field(page)).to.equal(null);
    expect(page.querySelector<HTMLAnchorElement>('a.button')?.pathname).to.equal('/admin/sign-in');
    await expect(page).to.be.accessible();
  });

  for (const [notice, text] of [
    ['session-ended', 'Your session has ended.'],
    ['signed-out-elsewhere', 'You signed out in another tab.'],
    ['signed-out', 'You have signed out.'],
  ] as const) {
    it(`explains ${notice}, together with its heading`, async () => {
      const { page, arrivals } = await open({}, { visit: { notice } });
      expect(page.querySelector('#notice')?.textContent).to.contain(text);
      expect(page.querySelector('h1')?.getAttribute('aria-describedby')).to.equal('notice');
      await waitUntil(() => field(page));
      expect(server.called('GET /staff/session')).to.equal(0);
      expect(arrivals).to.deep.equal([]);
      await expect(page).to.be.accessible();
    });
  }

  it('passes on whoever is signed in already', async () => {
    const { arrivals } = await open({ 'GET /staff/session': () => nora }, { visit: {} });
    await waitUntil(() => arrivals.length > 0);
  });

  it('shows a hostile company as text', async () => {
    const name = '<img src=x onerror="window.hurt=1">';
    const ways = () => ({ mail: true, company: { name, url: '/admin/oidc' } });
    const { page } = await open({ 'GET /staff/session/ways': ways }, { problem: 'cancelled' });
    await shows(page, name);
    expect(page.querySelector('img')).to.equal(null);
  });
});
