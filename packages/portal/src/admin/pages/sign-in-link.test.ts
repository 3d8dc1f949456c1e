import { expect, waitUntil } from '@open-wc/testing';
import { held, loadStyles, refuse } from '../../stub-network.fixture.ts';
import { nora, stubAdmin, stubStaffServer } from '../stub-admin.fixture.ts';
import { SignInLinkPage } from './sign-in-link.ts';

let server: ReturnType<typeof stubStaffServer>;

async function open(answers: Parameters<typeof stubStaffServer>[0] = {}) {
  server = stubStaffServer(answers);
  const stub = stubAdmin(server.api);
  const page = new SignInLinkPage(stub.admin, { linkToken: 'secret' });
  document.body.append(page);
  await page.updateComplete;
  return { page, ...stub };
}

const shows = (page: Element, text: string) => waitUntil(() => page.textContent?.includes(text), text);
const press = (page: Element) => page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();

describe('the page behind a sign-in mail’s link', () => {
  before(() => loadStyles('admin'));
  afterEach(() => {
    server.restore();
    document.body.replaceChildren();
  });

  it('asks nobody before it is clicked', async () => {
    const { page } = await open();
    expect(page.querySelector('h1')?.textContent).to.equal('Sign in as staff');
    await expect(page).to.be.accessible();
    expect(server.calls).to.deep.equal([]);
  });

  it('signs in once, however often it is clicked, and tells the other tabs', async () => {
    const answer = held(nora);
    const { page, arrivals, told } = await open({ 'POST /staff/session': answer.answer });
    press(page);
    await shows(page, 'Signing in');
    await expect(page).to.be.accessible();
    press(page);
    answer.release();
    await waitUntil(() => arrivals.length > 0);
    expect(server.calls).to.deep.equal([{ operation: 'POST /staff/session', body: { token: 'secret' } }]);
    expect(told).to.deep.equal(['signed-in']);
  });

  for (const [code, problem] of [
    ['link-used', 'link-used'],
    ['link-expired', 'link-expired'],
    ['link-replaced', 'link-replaced'],
    ['link-invalid', 'link-invalid'],
    ['invalid-request', 'link-invalid'],
    ['user-deactivated', 'switched-off'],
  ] as const) {
    it(`has ${code} explained where there is a way on`, async () => {
      const { page, went } = await open({ 'POST /staff/session': refuse(code) });
      press(page);
      await waitUntil(() => went.length > 0);
      expect(went).to.deep.equal([{ page: 'sign-in', problem }]);
    });
  }

  it('can be clicked again when the server could not be reached', async () => {
    const { page, arrivals, went } = await open({ 'POST /staff/session': refuse('network') });
    press(page);
    await shows(page, 'We could not reach the portal.');
    await expect(page).to.be.accessible();
    server.answers['POST /staff/session'] = () => nora;
    press(page);
    await waitUntil(() => arrivals.length > 0);
    expect([went, page.querySelector('[role=alert]')]).to.deep.equal([[], null]);
  });
});
