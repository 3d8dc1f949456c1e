import { expect, waitUntil } from '@open-wc/testing';
import { held, loadStyles, refuse } from '../stub-network.fixture.ts';
import { stubPortal, stubServer } from '../stub-portal.fixture.ts';
import type { Visit } from '../visit.ts';
import { SignInPage } from './sign-in.ts';

const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };

let server: ReturnType<typeof stubServer>;

async function open(answers: Parameters<typeof stubServer>[0] = {}, visit: Visit = { signedIn: false }) {
  server = stubServer(answers);
  const stub = stubPortal(server.api);
  const page = new SignInPage(stub.portal, visit);
  document.body.append(page);
  await page.updateComplete;
  await waitUntil(() => page.querySelector('#password'));
  return { page, ...stub };
}

const field = (page: Element, id: string) => page.querySelector(`#${id}`) as HTMLInputElement;
const shows = (page: Element, text: string) => waitUntil(() => page.textContent?.includes(text), text);

function type(page: Element, id: string, value: string) {
  field(page, id).value = value;
  field(page, id).dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function submit(page: Element, email: string, password: string) {
  type(page, 'email', email);
  type(page, 'password', password);
  page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
}

describe('the sign-in page', () => {
  before(() => loadStyles('home'));
  afterEach(() => {
    server.restore();
    document.body.replaceChildren();
  });

  it('is a form that password managers know', async () => {
    const { page } = await open();
    expect(field(page, 'email').autocomplete).to.equal('username');
    expect(field(page, 'password').autocomplete).to.equal('current-password');
    expect(field(page, 'password').form).to.equal(field(page, 'email').form);
    expect(server.calls).to.deep.equal([]);
    await expect(page).to.be.accessible();
  });

  it('signs in once and tells the other tabs', async () => {
    const answer = held(ada);
    const { page, went, told } = await open({ 'POST /session': answer.answer });
    submit(page, ' ada@example.com ', 'correct horse');
    await shows(page, 'Signing in');
    page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    answer.release();
    await waitUntil(() => went.length > 0);
    expect(server.calls).to.deep.equal([
      { operation: 'POST /session', body: { email: 'ada@example.com', password: 'correct horse' } },
    ]);
    expect([went[0]?.page, told[0]]).to.deep.equal(['home', 'signed-in']);
  });

  it('names what is missing, at its field, without a call', async () => {
    const { page } = await open();
    submit(page, '', '');
    await shows(page, 'Enter your email address.');
    await shows(page, 'Enter your password.');
    await waitUntil(() => document.activeElement === field(page, 'email'));
    expect(field(page, 'email').getAttribute('aria-describedby')).to.equal('email-error');
    await expect(page).to.be.accessible();
    submit(page, 'ada', 'x');
    await shows(page, 'It has a form like name@example.com.');
    expect(server.calls).to.deep.equal([]);
  });

  for (const [code, text] of [
    ['wrong-credentials', 'That email address and password do not match.'],
    ['user-deactivated', 'Your access has been switched off.'],
    ['rate-limited', 'Please try again in 3 minutes.'],
    ['network', 'We could not reach the portal.'],
    ['server-error', 'Something went wrong on our side.'],
  ] as const) {
    it(`says what ${code} means, and keeps what was typed`, async () => {
      const { page } = await open({ 'POST /session': refuse(code, { retryAfter: 130 }) });
      submit(page, 'ada@example.com', 'correct horse');
      await shows(page, text);
      expect(page.querySelector('[role=alert]')?.textContent).to.contain(text);
      expect(field(page, 'email').value).to.equal('ada@example.com');
      expect(field(page, 'password').value).to.equal('correct horse');
      await expect(page).to.be.accessible();
    });
  }

  it('leads back to the password when it was wrong', async () => {
    const { page } = await open({ 'POST /session': refuse('wrong-credentials') });
    submit(page, 'ada@example.com', 'x');
    await waitUntil(() => document.activeElement === field(page, 'password'));
  });

  for (const [notice, text] of [
    ['session-ended', 'Your session has ended.'],
    ['signed-out-elsewhere', 'You signed out in another tab.'],
    ['signed-out', 'You have signed out.'],
  ] as const) {
    it(`explains ${notice}, together with its heading`, async () => {
      const { page } = await open({}, { notice });
      expect(page.querySelector('#notice')?.textContent).to.contain(text);
      expect(page.querySelector('h1')?.getAttribute('aria-describedby')).to.equal('notice');
      await expect(page).to.be.accessible();
    });
  }

  it('passes on whoever is signed in already', async () => {
    const { went } = await open({ 'GET /session': () => ada }, {});
    await waitUntil(() => went.length > 0);
    expect(went[0]?.page).to.equal('home');
  });

  it('follows a sign-in in another tab', async () => {
    const { page, went } = await open();
    page.sessionChanged('signed-in');
    expect(went[0]?.page).to.equal('home');
  });
});
