import './define.ts';
import '../password-reset/define.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { type BackendAdapter, defineAdapter, isPorticoError } from '@portico/core';
import type { PorticoPasswordReset } from '../password-reset/password-reset.ts';
import { type ConnectOptions, PorticoProvider } from './provider.ts';

async function connected(template: unknown) {
  const options: ConnectOptions[] = [];
  PorticoProvider.connect = given => {
    options.push(given);
    return defineAdapter({});
  };
  const provider = await fixture<PorticoProvider>(template as ReturnType<typeof html>);
  return {
    provider,
    options,
    token: (reason: 'initial' | 'expired' = 'initial') => options[0]?.getAccessToken(reason),
  };
}

describe('portico-provider', () => {
  const original = window.fetch;
  afterEach(() => {
    window.fetch = original;
    PorticoProvider.connect = undefined;
  });

  it('asks the token-url by POST and reads the token', async () => {
    const asked: [unknown, RequestInit | undefined][] = [];
    window.fetch = async (url, init) => {
      asked.push([url, init]);
      return Response.json({ token: 'secret', expiresAt: '2026-01-01T00:00:00.000Z' });
    };
    const { options, token } = await connected(
      html`<portico-provider base-url="http://localhost:1" token-url="/portico-token"></portico-provider>`,
    );
    expect(options[0]?.baseUrl).to.equal('http://localhost:1');
    expect(await token()).to.equal('secret');
    expect(asked).to.deep.equal([['/portico-token', { method: 'POST' }]]);
  });

  it('names what is wrong with a token answer', async () => {
    const { token } = await connected(html`<portico-provider base-url="/" token-url="/t"></portico-provider>`);
    const answers: [() => Promise<Response>, string][] = [
      [() => Promise.reject(new TypeError('offline')), 'network'],
      [async () => new Response('<h1>Sign in</h1>', { status: 401 }), 'unauthenticated'],
      [async () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 'unavailable'],
      [async () => new Response('<h1>Not found</h1>', { status: 404 }), 'unavailable'],
      [async () => new Response('<h1>Sign in</h1>'), 'bad-answer'],
      [async () => Response.json({}), 'bad-answer'],
      [
        async () => Object.defineProperty(new Response('<h1>Sign in</h1>'), 'redirected', { value: true }),
        'unauthenticated',
      ],
    ];
    for (const [answer, code] of answers) {
      window.fetch = answer;
      const error = await token()?.catch((thrown: unknown) => thrown);
      expect(isPorticoError(error) && error.code).to.equal(code);
    }
  });

  it('prefers the property, also one that is set later', async () => {
    const { provider, options, token } = await connected(
      html`<portico-provider base-url="/" token-url="/t"></portico-provider>`,
    );
    provider.getAccessToken = reason => `mine, ${reason}`;
    await provider.updateComplete;
    expect(await token('expired')).to.equal('mine, expired');
    expect(options).to.have.length(1);
  });

  it('connects only when it knows where the token comes from', async () => {
    const { provider, options } = await connected(html`<portico-provider base-url="/"></portico-provider>`);
    expect(options).to.have.length(0);
    provider.getAccessToken = () => 'x';
    await provider.updateComplete;
    expect(options).to.have.length(1);
  });

  it('tells the developer where nothing can connect it', async () => {
    const told: unknown[] = [];
    const { error } = console;
    console.error = text => told.push(text);
    await fixture(html`<portico-provider base-url="/" .adapter=${defineAdapter({})}></portico-provider>`);
    expect(told).to.have.length(0);
    await fixture(html`<portico-provider base-url="/"></portico-provider>`);
    console.error = error;
    expect(told.join()).to.contain('PorticoProvider.connect');
  });

  it('gives the widgets inside it its adapter and texts; a widget’s own adapter counts more', async () => {
    const ofProvider = defineAdapter({});
    const own: BackendAdapter = defineAdapter({
      recovery: { plan: async () => Promise.reject(), send: async () => Promise.reject() },
    });
    const texts = { recovery: { open: 'Let them in' } };
    const provider = await fixture<PorticoProvider>(html`<portico-provider .adapter=${ofProvider} .texts=${texts}>
      <portico-password-reset></portico-password-reset><portico-password-reset .adapter=${own}></portico-password-reset>
    </portico-provider>`);
    const [first, second] = [...provider.querySelectorAll<PorticoPasswordReset>('portico-password-reset')];
    await waitUntil(() => first?.backend === ofProvider);
    await second?.updateComplete;
    expect(second?.backend).to.equal(own);
    expect(second?.shadowRoot?.querySelector('button')?.textContent).to.equal('Let them in');
    expect(second?.texts.recovery.submit).to.equal('Submit');
  });

  it('leaves the page as it was', async () => {
    const before = [
      document.adoptedStyleSheets.length,
      document.head.childElementCount,
      localStorage.length,
      document.cookie,
    ];
    await connected(html`<portico-provider theme="dark"></portico-provider>`);
    expect([
      document.adoptedStyleSheets.length,
      document.head.childElementCount,
      localStorage.length,
      document.cookie,
    ]).to.deep.equal(before);
  });
});
