import './define.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { PorticoError } from '@portico/core';
import { held, samplePortal } from '../sample-portal.fixture.ts';
import type { PorticoDashboardAccess } from './dashboard-access.ts';

/** A list of 124 people: 120 of them are called P. */
async function longList() {
  const portal = await samplePortal();
  for (let i = 0; i < 120; i++) {
    const contact = { email: `p${i}@example.com`, firstName: 'P', lastName: `${100 + i}` };
    await portal.own.access.grant({ accountId: '001A', contact });
  }
  const element = await fixture<PorticoDashboardAccess>(
    html`<portico-dashboard-access account-id="001A" .adapter=${portal.adapter}></portico-dashboard-access>`,
  );
  const all = <T extends HTMLElement>(selector: string) => [
    ...(element.shadowRoot?.querySelectorAll<T>(selector) ?? []),
  ];
  await waitUntil(() => all('tbody tr').length === 50);
  return {
    ...portal,
    element,
    all,
    names: () => all('tbody th > bdi').map(name => name.textContent),
    range: () => all('nav [role=status]')[0]?.textContent,
    turn: async (label: 'Next' | 'Previous', range: string) => {
      all('nav button')
        .find(button => button.textContent === label)
        ?.click();
      await waitUntil(() => all('nav [role=status]')[0]?.textContent === range, range);
    },
  };
}

describe('the pages of portico-dashboard-access', () => {
  it('paint the rows of the first screen before all others', async () => {
    const { adapter, own, holds } = await samplePortal();
    for (let i = 0; i < 20; i++) {
      const contact = { email: `p${i}@example.com`, firstName: 'P', lastName: `${i}` };
      await own.access.grant({ accountId: '001A', contact });
    }
    const hold = held();
    holds.set('access.listForAccount', hold.promise);
    const { shadowRoot } = await fixture<PorticoDashboardAccess>(
      html`<portico-dashboard-access account-id="001A" .adapter=${adapter}></portico-dashboard-access>`,
    );
    const painted: (number | undefined)[] = [];
    hold.release();
    while (painted.at(-1) !== 24) {
      await new Promise(requestAnimationFrame);
      painted.push(shadowRoot?.querySelectorAll('tbody tr').length);
    }
    expect([...new Set(painted)].filter(Boolean)).to.deep.equal([12, 24]);
  });

  it('reach every row, there and back, and keep the focus', async () => {
    const { element, all, names, range, turn } = await longList();
    expect(range()).to.equal('1–50 of 124');
    const first = names();
    const [, next] = all('nav button');
    next?.focus();
    await turn('Next', '51–100 of 124');
    const second = names();
    await turn('Next', '101–124 of 124');
    expect(new Set([...first, ...second, ...names()]).size).to.equal(124);
    expect(next?.getAttribute('aria-disabled')).to.equal('true');
    expect(element.shadowRoot?.activeElement).to.equal(next);
    await turn('Previous', '51–100 of 124');
    await turn('Previous', '1–50 of 124');
    expect(names()).to.deep.equal(first);
    expect(all('.new')).to.have.length(0);
  });

  it('are as many elements whatever the number of rows', async () => {
    const { element, turn } = await longList();
    const count = () => element.shadowRoot?.querySelectorAll('*').length ?? 0;
    const before = count();
    await turn('Next', '51–100 of 124');
    expect(Math.abs(count() - before)).to.be.below(before / 10);
  });

  it('begin anew for another search', async () => {
    const { element, turn, names, all } = await longList();
    await turn('Next', '51–100 of 124');
    element.search = 'ada';
    await waitUntil(() => names().join() === 'Ada Lovelace');
    expect(all('nav')).to.have.length(0);
  });

  it('stay where they are while people come and go elsewhere', async () => {
    const { own, turn, names, all, range } = await longList();
    await turn('Next', '51–100 of 124');
    const shown = names();
    const contact = { email: 'aa@example.com', firstName: 'Aa', lastName: 'Aa' };
    await own.access.grant({ accountId: '001A', contact });
    await waitUntil(() => range() === '51–100 of 125');
    expect(names()).to.deep.equal(shown);
    expect(all('.new')).to.have.length(0);
  });

  it('keep the page on show where the next one cannot be read', async () => {
    const { failures, names, all, range } = await longList();
    const shown = names();
    failures.set('access.listForAccount', new PorticoError('network'));
    all('nav button')[1]?.click();
    await waitUntil(() => all('.message.warning').length === 1);
    expect(names()).to.deep.equal(shown);
    failures.clear();
    all('.message.warning button')[0]?.click();
    await waitUntil(() => all('.message.warning').length === 0);
    expect(range()).to.equal('1–50 of 124');
  });
});
