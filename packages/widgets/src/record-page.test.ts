import './create-user/define.ts';
import './dashboard-access/define.ts';
import './password-reset/define.ts';
import './provider/define.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { httpAdapter } from '@portico/adapters/http';
import { memoryBackend } from '@portico/adapters/memory';
import { type BackendAdapter, backendRoutes, PorticoError } from '@portico/core';
import { handlers, setupWorker } from '@portico/mocks/browser';
import { sampleStaff } from '@portico/mocks/seed';
import type { PorticoCreateUser } from './create-user/create-user.ts';

describe('a record page over HTTP', () => {
  const backend = memoryBackend();
  const tokens: string[] = [];
  const worker = setupWorker(
    ...handlers({
      backend,
      baseUrl: location.origin,
      principalOf(request) {
        if (request.headers.get('authorization') === 'Bearer fresh') return sampleStaff;
        throw new PorticoError('unauthenticated');
      },
    }),
  );
  let adapter: BackendAdapter;

  before(async () => {
    await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
    await backend.as(sampleStaff).records.upsert({ accounts: [{ id: '001A', market: 'Norway', name: 'Acme' }] });
    adapter = httpAdapter({
      baseUrl: location.origin,
      groups: backendRoutes,
      getAccessToken(reason) {
        tokens.push(reason);
        return reason === 'initial' ? 'stale' : 'fresh';
      },
    });
  });

  after(() => worker.stop());

  it('shows a new person PENDING in the list beside it, then COMPLETE, and renews its token once on the way', async () => {
    const page = await fixture<HTMLElement>(html`<portico-provider .adapter=${adapter}>
      <portico-create-user account-id="001A"></portico-create-user>
      <portico-dashboard-access account-id="001A"></portico-dashboard-access>
    </portico-provider>`);
    const list = page.querySelector('portico-dashboard-access')?.shadowRoot;
    const shows = (selector: string, text: string) =>
      waitUntil(() => list?.querySelector(selector)?.textContent?.includes(text), text, { timeout: 5000 });
    await shows('.message', 'Nobody has access yet');

    const create = page.querySelector('portico-create-user') as PorticoCreateUser;
    await create.open();
    const find = <T extends HTMLElement>(selector: string) => create.shadowRoot?.querySelector<T>(selector) as T;
    for (const [id, value] of Object.entries({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' })) {
      find<HTMLInputElement>(`#${id}`).value = value;
      find(`#${id}`).dispatchEvent(new Event('input', { bubbles: true }));
    }
    find('[type=submit]').click();
    await shows('tbody .status', 'PENDING');
    backend.register('ada@example.com');
    await shows('tbody .status', 'COMPLETE');
    expect(tokens).to.deep.equal(['initial', 'expired']);
  });
});
