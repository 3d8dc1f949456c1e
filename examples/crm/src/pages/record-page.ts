import { html } from 'hono/html';
import { icons, type RecordKind } from './icons.ts';
import type { Html, Surroundings } from './layout.ts';

/** A label with its value. */
export type Fact = readonly [label: string, value: Html | string];

/** One tab of a record page. */
interface Tab {
  id: string;
  label: string;
  content: Html;
}

/** What a record page shows. */
export interface RecordContent {
  kind: RecordKind;
  title: Html | string;
  /** The key facts, in the header. */
  highlights: Fact[];
  /** The quick actions: Portico's buttons. */
  actions: Html;
  tabs: Tab[];
  /** The id of the tab that is asked for. */
  tab: string | undefined;
  /** Cards beside the tabs. */
  aside: Html;
}

const kinds: Record<RecordKind, string> = { account: 'Account', order: 'Order', contact: 'Contact' };

/** A record: header with key facts and quick actions, then tabs. Portico's provider spans it, so that all widgets share one connection. */
export function recordPage({ porticoUrl }: Surroundings, record: RecordContent): Html {
  return html`<portico-provider base-url="${porticoUrl}" token-url="/portico-token">
    <section class="card record-head" aria-labelledby="record-title">
      <div class="record-top">
        <span class="tile ${record.kind}">${icons[record.kind]}</span>
        <div class="record-name">
          <p class="eyebrow">${kinds[record.kind]}</p>
          <h1 id="record-title">${record.title}</h1>
        </div>
        <div class="actions" role="group" aria-label="Quick actions">${record.actions}</div>
      </div>
      <dl class="highlights">${record.highlights.map(definition)}</dl>
    </section>
    <div class="record-body">
      ${tabs(record)}
      <aside class="side" aria-label="In context">${record.aside}</aside>
    </div>
  </portico-provider>`;
}

/** Labels and values in two columns. */
export function fields(facts: Fact[]): Html {
  return html`<dl class="fields">${facts.map(definition)}</dl>`;
}

/** A card with a heading. */
export function card(heading: string, content: Html): Html {
  return html`<section class="card"><h2 class="card-title">${heading}</h2>${content}</section>`;
}

function definition([label, value]: Fact): Html {
  return html`<div><dt>${label}</dt><dd>${value === '' ? html`<span class="nothing">–</span>` : value}</dd></div>`;
}

/** Links that the page's script turns into switches; without it each leads to the page with that tab open. */
function tabs({ tabs, tab }: RecordContent): Html {
  const chosen = (tabs.find(({ id }) => id === tab) ?? tabs[0])?.id;
  return html`<section class="card tabs">
    <div class="tab-list" role="tablist" aria-label="Record">
      ${tabs.map(
        ({ id, label }) =>
          html`<a role="tab" id="tab-${id}" href="?tab=${id}" aria-controls="panel-${id}" aria-selected="${String(id === chosen)}">${label}</a>`,
      )}
    </div>
    ${tabs.map(
      ({ id, content }) =>
        html`<div class="panel" role="tabpanel" id="panel-${id}" aria-labelledby="tab-${id}" ${id === chosen ? '' : html`hidden`}>${content}</div>`,
    )}
  </section>`;
}
