import './define.ts';
import '../provider/define.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { type BackendAdapter, defineAdapter, type EventListener, PorticoError } from '@portico/core';
import { held, samplePortal } from '../sample-portal.fixture.ts';
import type { PorticoDashboardAccess } from './dashboard-access.ts';

const all = <T extends Element>(element: Element, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<T & HTMLElement>(selector) ?? []),
];
const names = (element: Element) => all(element, 'tbody th > bdi, tbody th a').map(name => name.textContent);
const isReady = (element: HTMLElement, state = 'ready') => waitUntil(() => element.dataset.state === state, state);

async function onAccount(adapter: unknown, width = 900) {
  const box = await fixture<HTMLElement>(html`<div><portico-dashboard-access account-id="001A"
    contact-href="/crm/contacts/{id}" .adapter=${adapter as never}></portico-dashboard-access></div>`);
  box.style.width = `${width}px`;
  return box.querySelector('portico-dashboard-access') as PorticoDashboardAccess;
}

function search(element: Element, text: string) {
  const input = all<HTMLInputElement>(element, 'input')[0] as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

describe('portico-dashboard-access', () => {
  it('lists staff and clients with status, standing and links', async () => {
    const { adapter, ids } = await samplePortal();
    const element = await onAccount(adapter);
    await isReady(element);
    expect(names(element)).to.deep.equal(['Dora Day', 'Grace Hopper', 'Ada Lovelace', 'Alan Turing']);
    const [dora, grace, ada, alan] = all(element, 'tbody tr').map(row => row.textContent.replace(/\s+/g, ' '));
    expect(dora).to.contain('PENDING').and.contain('Deactivated');
    expect(grace).to.contain('Staff').and.contain('COMPLETE');
    expect(ada).to.contain('COMPLETE').and.contain('by Grace Hopper').and.contain('Guest');
    expect(alan).to.contain('PENDING');
    const links = all<HTMLAnchorElement>(element, 'a').map(link => link.getAttribute('href'));
    expect(links).to.deep.equal([ids.dora, ids.ada, ids.alan].map(id => `/crm/contacts/${encodeURIComponent(id)}`));
  });

  it('links to pages only, whatever the page was made to ask for', async () => {
    const { adapter } = await samplePortal();
    const element = await onAccount(adapter);
    await isReady(element);
    for (const href of ["javascript:alert('{id}')", ' java\nscript:alert(1)//{id}', 'data:text/html,{id}', 'http://']) {
      element.contactHref = href;
      await element.updateComplete;
      expect(all(element, 'a'), href).to.have.length(0);
    }
    element.contactHref = 'https://crm.example.com/{id}';
    await element.updateComplete;
    expect(all<HTMLAnchorElement>(element, 'a')[0]?.href).to.match(/^https:\/\/crm\.example\.com\/003/);
    expect(names(element)).to.include('Ada Lovelace');
  });

  it('lists the accounts of a contact with their market', async () => {
    const { adapter, ids } = await samplePortal();
    const element = await fixture<PorticoDashboardAccess>(html`<portico-dashboard-access contact-id=${ids.ada}
      account-href="/crm/accounts/{id}" .adapter=${adapter}></portico-dashboard-access>`);
    await isReady(element);
    expect(all(element, 'tbody th')[0]?.textContent).to.contain('Northwind Health').and.contain('United Kingdom');
    expect(all<HTMLAnchorElement>(element, 'a')[0]?.getAttribute('href')).to.equal('/crm/accounts/001A');
    await expect(element).to.be.accessible();
  });

  it('explains itself where the backend cannot list', async () => {
    const element = await onAccount(defineAdapter({}));
    await isReady(element, 'empty');
    expect(element.shadowRoot?.textContent).to.contain('This is not available here.');
  });

  it('shows names exactly, as text', async () => {
    const { adapter, own } = await samplePortal();
    const people = ['<img src=x onerror=alert(1)>', '👩🏽‍🔬 מַרְיָה', 'محمد', 'x'.repeat(200), "O'Brien & $Söhne"];
    for (const [i, firstName] of people.entries()) {
      await own.access.grant({ accountId: '001A', contact: { email: `p${i}@example.com`, firstName, lastName: 'Z' } });
    }
    const element = await onAccount(adapter, 300);
    await isReady(element);
    for (const name of people) expect(names(element)).to.include(`${name} Z`);
    expect(all(element, 'img')).to.have.length(0);
  });

  it('fits 280 pixels without scrolling sideways', async () => {
    const { adapter, own } = await samplePortal();
    await own.access.grant({
      accountId: '001A',
      contact: { email: `${'long'.repeat(15)}@example.com`, firstName: 'W'.repeat(200), lastName: 'W'.repeat(200) },
    });
    const element = await onAccount(adapter, 280);
    await isReady(element);
    for (const part of all(element, ':not(thead *)')) {
      expect(part.getBoundingClientRect().right, part.outerHTML.slice(0, 60)).to.be.at.most(
        element.getBoundingClientRect().right + 1,
      );
    }
  });

  it('lets a later search win over an earlier, slower one', async () => {
    const portal = await samplePortal();
    const element = await onAccount(portal.adapter);
    await isReady(element);
    const slow = held();
    portal.holds.set('access.listForAccount', slow.promise);
    search(element, 'ada');
    await waitUntil(() => portal.callsOf('access.listForAccount').at(-1)?.input.search === 'ada');
    portal.holds.clear();
    search(element, 'alan');
    await waitUntil(() => names(element).join() === 'Alan Turing');
    slow.release();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(names(element)).to.deep.equal(['Alan Turing']);
  });

  it('filters by status and offers the way back from nothing', async () => {
    const { adapter } = await samplePortal();
    const element = await onAccount(adapter);
    await isReady(element);
    element.status = 'COMPLETE';
    await waitUntil(() => names(element).join() === 'Grace Hopper,Ada Lovelace');
    search(element, 'turing');
    await isReady(element, 'empty');
    all(element, '.message button')[0]?.click();
    await waitUntil(() => names(element).length === 4);
    expect(all<HTMLInputElement>(element, 'input')[0]?.value).to.equal('');
  });

  it('shows a new row and a completed registration by itself, keeping focus and typing', async () => {
    const { adapter, own, backend } = await samplePortal();
    const element = await onAccount(adapter);
    await isReady(element);
    const link = all(element, 'a').find(a => a.textContent === 'Alan Turing');
    link?.focus();
    await own.access.grant({
      accountId: '001A',
      contact: { email: 'bea@example.com', firstName: 'Bea', lastName: 'Aaron' },
    });
    await waitUntil(() => names(element)[0] === 'Bea Aaron');
    expect(all(element, 'tr.new').map(row => row.querySelector('a')?.textContent)).to.deep.equal(['Bea Aaron']);
    expect(element.shadowRoot?.activeElement).to.equal(link);
    expect(link?.textContent).to.equal('Alan Turing');
    expect(element.shadowRoot?.textContent).to.contain('Bea Aaron was added.');
    const input = all<HTMLInputElement>(element, 'input')[0] as HTMLInputElement;
    input.focus();
    search(element, 'b');
    await waitUntil(() => names(element).length < 4);
    backend.register('bea@example.com');
    await waitUntil(() => all(element, 'tr')[1]?.textContent.includes('COMPLETE'));
    expect(input.value).to.equal('b');
    expect(element.shadowRoot?.activeElement).to.equal(input);
  });

  it('marks a person whose mail failed, and not once a newer one is under way', async () => {
    const { adapter, ids } = await samplePortal();
    let mailFailed = false;
    let tell: EventListener = () => {};
    const withMails: BackendAdapter = {
      ...adapter,
      access: {
        ...adapter.access,
        async listForAccount(...call) {
          const page = await adapter.access.listForAccount(...call);
          return {
            ...page,
            items: page.items.map(row => ({ ...row, mailFailed: mailFailed && row.contactId === ids.alan })),
          };
        },
      },
      subscribe: async (_query, onEvent) => {
        tell = onEvent;
        await new Promise(() => {});
      },
    };
    const element = await onAccount(withMails);
    await isReady(element);
    const marked = () => all(element, 'tbody tr').filter(row => row.textContent.includes('Mail failed'));
    expect(marked().length).to.equal(0);
    for (const type of ['mail.failed', 'mail.queued'] as const) {
      mailFailed = type === 'mail.failed';
      tell({ id: type, type, at: '2026-03-01T10:00:00Z', accountIds: ['001A'], contactId: ids.alan });
      await waitUntil(() => marked().length === (mailFailed ? 1 : 0), type);
      if (mailFailed) {
        expect(marked()[0]?.textContent).to.contain('Alan Turing');
        await expect(element).to.be.accessible();
      }
    }
  });

  it('keeps the rows when a refresh fails, and says so', async () => {
    const { adapter, own, failures } = await samplePortal();
    const element = await onAccount(adapter);
    await isReady(element);
    failures.set('access.listForAccount', new PorticoError('network'));
    await own.access.grant({
      accountId: '001A',
      contact: { email: 'bea@example.com', firstName: 'Bea', lastName: 'B' },
    });
    await waitUntil(() => all(element, '.message.warning').length === 1);
    expect(names(element)).to.have.length(4);
    failures.clear();
    all(element, '.message.warning button')[0]?.click();
    await waitUntil(() => names(element).length === 5);
    expect(all(element, '.message.warning')).to.have.length(0);
  });

  it('says that it is busy only where rows take a while', async () => {
    const portal = await samplePortal();
    const hold = held();
    portal.holds.set('access.listForAccount', hold.promise);
    const element = await onAccount(portal.adapter);
    expect(element.dataset.state).to.equal('busy');
    expect(all(element, '.skeleton, .toolbar')).to.have.length(0);
    expect(all(element, '[role=status]')).to.have.length(1);
    await waitUntil(() => all(element, '.skeleton, .toolbar').length === 2);
    expect(all(element, '.skeleton')[0]?.textContent).to.contain('Loading');
    hold.release();
    await isReady(element);
    expect(all(element, '.skeleton')).to.have.length(0);
  });

  it('never shows the people of one account under another', async () => {
    const portal = await samplePortal();
    const element = await onAccount(portal.adapter);
    await isReady(element);
    const hold = held();
    portal.holds.set('access.listForAccount', hold.promise);
    element.accountId = '001B';
    await isReady(element, 'busy');
    expect(names(element)).to.deep.equal([]);
    hold.release();
    await waitUntil(() => names(element).join() === 'Elsa Elsewhere');
    element.adapter = undefined;
    await isReady(element, 'busy');
  });

  it('reads again after an error, when asked', async () => {
    const portal = await samplePortal();
    portal.failures.set('access.listForAccount', new PorticoError('unavailable'));
    const element = await onAccount(portal.adapter);
    await isReady(element, 'error');
    portal.failures.clear();
    all(element, '.message button')[0]?.click();
    await isReady(element);
  });

  it('survives an adapter that throws anything', async () => {
    const adapter = defineAdapter({
      access: {
        listForAccount: () => {
          throw 'not an error';
        },
      },
      subscribe: () => {
        throw new Error('no');
      },
    });
    await isReady(await onAccount(adapter), 'error');
  });

  it('opens one subscription for all widgets and ends it with the last', async () => {
    const { adapter } = await samplePortal();
    const signals: AbortSignal[] = [];
    const counting = {
      ...adapter,
      subscribe: (_query: object, _onEvent: unknown, { signal }: { signal: AbortSignal }) => {
        signals.push(signal);
        return new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()));
      },
    };
    const first = await onAccount(counting);
    const second = await onAccount(counting);
    await isReady(second);
    expect(signals).to.have.length(1);
    first.remove();
    expect(signals[0]?.aborted).to.equal(false);
    second.remove();
    expect(signals[0]?.aborted).to.equal(true);
  });

  it('waits for a provider that is upgraded later', async () => {
    const { adapter } = await samplePortal();
    const late = document.createElement('portico-late-provider');
    late.innerHTML = '<portico-dashboard-access account-id="001A"></portico-dashboard-access>';
    document.body.append(late);
    const element = late.firstElementChild as PorticoDashboardAccess;
    await element.updateComplete;
    expect(element.dataset.state).to.equal('busy');
    const { PorticoProvider } = await import('../provider/provider.ts');
    customElements.define('portico-late-provider', class extends PorticoProvider {});
    (late as InstanceType<typeof PorticoProvider>).adapter = adapter;
    await isReady(element);
    late.remove();
  });
});
