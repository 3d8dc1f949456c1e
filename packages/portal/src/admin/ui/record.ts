import type { BackendAdapter, StaffSession } from '@portico/core';
import type { TextOverrides } from '@portico/widgets';
import { html, nothing, type TemplateResult } from 'lit';
import { spokenStatus } from '../../ui/feedback.ts';
import type { Admin } from '../admin.ts';
import { loadWidgets } from '../load-widgets.ts';
import type { Reading } from '../reading.ts';
import { en } from '../texts/en.ts';
import './staff-bar.ts';
import { unread } from './unread.ts';

interface RecordPage<T> {
  portal: Admin;
  heading: string;
  /** The places above, the highest first. */
  path: { href: string; name: string }[];
  reading: Reading<T>;
  /** What to say where there is no such record. */
  missingLead: string;
  /** What the list is of. */
  panelTitle: string;
  content: (value: T) => RecordContent;
}

interface RecordContent {
  monogram: TemplateResult;
  facts: TemplateResult;
  /** The widgets that do something. */
  actions: TemplateResult;
  /** The widget that lists. */
  panel: TemplateResult;
  /** What the widgets say differently here. */
  texts: TextOverrides;
}

/** Waits for a record, and for what its page needs too: who is asking, and the widgets themselves. */
export async function readRecord<T>({ signedIn }: Admin, record: Promise<T>): Promise<[T, StaffSession]> {
  const [found, session] = await Promise.all([record, signedIn.session(), loadWidgets()]);
  return [found, session];
}

/** The page of a record, in every state: busy, failed, or with its widgets. */
export function recordPage<T>({
  portal,
  heading,
  path,
  reading,
  missingLead,
  panelTitle,
  content,
}: RecordPage<T>): TemplateResult {
  const { value, failure, isBusy } = reading;
  const isWaiting = value === undefined && failure === undefined;
  return html`
    <portal-staff-bar .portal=${portal} .person=${portal.signedIn.person}></portal-staff-bar>
    <main class="desk">
      ${breadcrumb(path, value === undefined ? undefined : heading)}
      ${value === undefined ? html`<h1 class=${isWaiting ? 'spoken' : ''} tabindex="-1">${heading}</h1>` : nothing}
      ${value === undefined ? nothing : record(heading, panelTitle, portal.signedIn.backend, content(value))}
      ${failure ? unread(failure, { missingLead }, { busy: isBusy, onRetry: () => reading.read() }) : nothing}
      ${isWaiting ? ghosts(panelTitle) : nothing}
    </main>
    ${spokenStatus((isBusy || isWaiting) && en.loading)}
  `;
}

function breadcrumb(places: { href: string; name: string }[], here: string | undefined): TemplateResult {
  return html`
    <nav class="path" aria-label=${en.path}>
      <ol>
        ${places.map(({ href, name }) => html`<li><a href=${href}><bdi>${name}</bdi></a></li>`)}
        ${here ? html`<li aria-current="page"><bdi>${here}</bdi></li>` : nothing}
      </ol>
    </nav>
  `;
}

/**
 * Who or what it is, what can be done, and who has access. The heading stands outside of the provider, which shows
 * nothing at first: what is not on show takes no focus.
 */
function record(heading: string, panelTitle: string, backend: BackendAdapter, content: RecordContent): TemplateResult {
  return html`
    <div class="record">
      <div class="record-head">
        ${content.monogram}
        <div class="record-name">
          <h1 tabindex="-1"><bdi>${heading}</bdi></h1>
          <p class="facts">${content.facts}</p>
        </div>
      </div>
      <portico-provider .adapter=${backend} .texts=${content.texts}>
        <div class="actions">${content.actions}</div>
        <section class="panel" aria-labelledby="panel-title">
          <h2 id="panel-title">${panelTitle}</h2>
          ${content.panel}
        </section>
      </portico-provider>
    </div>
  `;
}

/** Takes the room of a record that is on its way. */
function ghosts(panelTitle: string): TemplateResult {
  return html`
    <div class="record" aria-hidden="true">
      <div class="record-head">
        <span class="monogram"></span>
        <div class="record-name record-name-ghost"><span class="ghost-line"></span><span class="ghost-line"></span></div>
      </div>
      <span class="ghost-line ghost-action"></span>
      <div class="panel panel-ghost">
        <h2>${panelTitle}</h2>
        ${Array.from({ length: 5 }, () => html`<span class="ghost-line"></span>`)}
      </div>
    </div>
  `;
}
