import { type Account, fold } from '@portico/core';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { arrow } from '../../ui/icons.ts';
import { pathOf } from '../places.ts';
import { clientFacts } from './client-facts.ts';
import { monogram } from './monogram.ts';

interface ClientList {
  clients: readonly Account[];
  hasMarkets: boolean;
  isBusy: boolean;
}

/** Clients, each leading to its page. They come by market and name, so those of one market stand under its name. */
export function clientList({ clients, hasMarkets, isBusy }: ClientList): TemplateResult {
  return html`
    <div class="client-list" ?data-busy=${isBusy}>
      ${
        hasMarkets
          ? repeat(
              byMarket(clients),
              ([market]) => market,
              ([, ofMarket], i) => group(ofMarket, `market-${i}`),
            )
          : list(clients)
      }
    </div>
  `;
}

function group(clients: readonly Account[], titleId: string): TemplateResult {
  return html`
    <h2 class="market-title" id=${titleId}><bdi>${clients[0]?.market}</bdi></h2>
    ${list(clients, titleId)}
  `;
}

function list(clients: readonly Account[], titleId?: string): TemplateResult {
  return html`
    <ul class="clients" aria-labelledby=${titleId ?? nothing}>
      ${repeat(clients, ({ id }) => id, row)}
    </ul>
  `;
}

function row(account: Account): TemplateResult {
  return html`
    <li class="client">
      ${monogram(account.name, 'company')}
      <a class="client-name" href=${pathOf({ page: 'account', id: account.id })}><bdi>${account.name}</bdi></a>
      <span class="facts">${clientFacts(account, { hasMarkets: false })}</span>
      ${arrow}
    </li>
  `;
}

/** Markets are told apart as the order tells them: not by case or accents. */
function byMarket(clients: readonly Account[]): [string, Account[]][] {
  const markets = new Map<string, Account[]>();
  for (const client of clients) {
    const market = fold(client.market);
    const others = markets.get(market);
    if (others) others.push(client);
    else markets.set(market, [client]);
  }
  return [...markets];
}
