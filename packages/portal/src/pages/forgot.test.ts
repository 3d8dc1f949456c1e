import { expect, waitUntil } from '@open-wc/testing';
import { loadStyles, refuse } from '../stub-network.fixture.ts';
import { stubPortal, stubServer } from '../stub-portal.fixture.ts';
import { ForgotPage } from './forgot.ts';

let server: ReturnType<typeof stubServer>;

async function open(answers: Parameters<typeof stubServer>[0] = {}, typedEmail = '') {
  server = stubServer(answers);
  const { portal } = stubPortal(server.api);
  portal.typedEmail = typedEmail;
  const page = new ForgotPage(portal);
  document.body.append(page);
  await page.updateComplete;
  return page;
}

const field = (page: Element) => page.querySelector('#email') as HTMLInputElement;
const shows = (page: Element, text: string) => waitUntil(() => page.textContent?.includes(text), text);
const submit = (page: Element) => page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();

describe('the page for a forgotten password', () => {
  before(() => loadStyles('home'));
  afterEach(() => {
    server.restore();
    document.body.replaceChildren();
  });

  it('knows the address that was typed on the sign-in page', async () => {
    const page = await open({}, 'ada@example.com');
    expect(field(page).value).to.equal('ada@example.com');
    await expect(page).to.be.accessible();
  });

  it('says the same whatever address it is, and can start over', async () => {
    const page = await open({ 'POST /links/forgot': () => ({ done: true }) }, 'ada@example.com');
    submit(page);
    await shows(page, 'If this address is known, a mail is on its way.');
    expect(server.calls).to.deep.equal([{ operation: 'POST /links/forgot', body: { email: 'ada@example.com' } }]);
    await waitUntil(() => document.activeElement === page.querySelector('h1'));
    expect(document.title).to.equal('Check your inbox · Acme Portal');
    await expect(page).to.be.accessible();
    page.querySelector<HTMLButtonElement>('button')?.click();
    await waitUntil(() => page.querySelector('#email'));
    expect(field(page).value).to.equal('ada@example.com');
  });

  it('refuses what is no address, at the field', async () => {
    const page = await open({}, 'ada');
    submit(page);
    await shows(page, 'That does not look like an email address.');
    await waitUntil(() => document.activeElement === field(page));
    expect(server.calls).to.deep.equal([]);
    await expect(page).to.be.accessible();
  });

  it('keeps the address when the server cannot be reached', async () => {
    const page = await open({ 'POST /links/forgot': refuse('network') }, 'ada@example.com');
    submit(page);
    await shows(page, 'We could not reach the portal.');
    expect(field(page).value).to.equal('ada@example.com');
    await expect(page).to.be.accessible();
  });
});
