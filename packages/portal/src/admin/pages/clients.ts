import type { PorticoError } from '@portico/core';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { PortalPage } from '../../portal-page.ts';
import { failureNotice, spokenStatus, workButton } from '../../ui/feedback.ts';
import { inbox, search } from '../../ui/icons.ts';
import { named } from '../../ui/named.ts';
import type { Visit } from '../../visit.ts';
import type { Admin } from '../admin.ts';
import { readClients, readMoreClients, type ShownClients } from '../client-rows.ts';
import { pathOf } from '../places.ts';
import { Reading } from '../reading.ts';
import { failureText } from '../staff-error.ts';
import { en } from '../texts/en.ts';
import { blank } from '../ui/blank.ts';
import { clientList } from '../ui/client-list.ts';
import { unread, unreadTitle } from '../ui/unread.ts';
import '../ui/staff-bar.ts';

const typingPause = 250;

/** All clients that the person may see: searched, and page by page. */
export class ClientsPage extends PortalPage<Admin> {
  /** What stands in the search field. */
  #typed: string;

  /** What is searched by. */
  #search: string;

  #reading: Reading<ShownClients>;

  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(portal: Admin, search: string, visit: Visit = {}) {
    super(portal, visit);
    this.#typed = search;
    this.#search = search;
    const last = portal.signedIn.lastClients;
    this.#reading = new Reading(this, signal => this.#read(signal), last?.rows.search === search ? last : undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  /** Goes to a client's link, without a scroll; false where it is not on show. */
  focusClient(id: string): boolean {
    const link = this.#links.find(({ pathname }) => pathname === pathOf({ page: 'account', id }));
    link?.focus({ preventScroll: true });
    return link !== undefined;
  }

  protected override heading(): string {
    return en.clients.title;
  }

  get #links(): HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>('.client-name')];
  }

  /** As many as are on show, so that nothing goes away when they are read again. */
  async #read(signal: AbortSignal): Promise<ShownClients> {
    const { signedIn } = this.portal;
    const shown = this.#reading.value?.rows;
    const atLeast = shown?.search === this.#search ? shown.items.length : undefined;
    const [rows, { hasMarkets }] = await Promise.all([
      readClients(signedIn.backend, { search: this.#search, atLeast }, signal),
      signedIn.settings(),
      signedIn.session(),
    ]);
    return { rows, hasMarkets };
  }

  #onSearch(event: InputEvent): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.#typed = event.target.value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#searchNow(), typingPause);
  }

  #searchNow(): void {
    const search = this.#typed.trim();
    if (search === this.#search) return;
    this.#search = search;
    this.failure = undefined;
    this.portal.readdress({ page: 'clients', search: this.#search });
    void this.#reading.read();
  }

  #onClear(): void {
    this.#typed = '';
    this.#searchNow();
    this.querySelector<HTMLInputElement>('#search')?.focus();
  }

  async #onMore(): Promise<void> {
    let firstNew: number | undefined;
    await this.attempt(async () => {
      const shown = this.#reading.value;
      if (!shown) return;
      const rows = await readMoreClients(this.portal.signedIn.backend, shown.rows);
      // What was searched or read anew meanwhile counts more.
      if (this.#reading.value !== shown) return;
      this.#reading.value = { ...shown, rows };
      // The button moves to the end, or goes: whoever pressed it and waits there goes on with what is new.
      if (document.activeElement?.closest('.more')) firstNew = shown.rows.items.length;
    });
    await this.updateComplete;
    if (firstNew !== undefined) this.#links[firstNew]?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#reading.value) this.portal.signedIn.lastClients = this.#reading.value;
  }

  protected override render(): TemplateResult {
    const { value, failure } = this.#reading;
    return html`
      <portal-staff-bar .portal=${this.portal} .person=${this.portal.signedIn.person}></portal-staff-bar>
      <main class="desk">
        <div class="desk-head">
          <div>
            <h1 tabindex="-1">${this.heading()}</h1>
            <p class="lead">${en.clients.lead}</p>
          </div>
          ${failure?.code === 'forbidden' ? nothing : this.#searchField()}
        </div>
        ${failure ? this.#unread(failure) : value ? this.#list(value) : this.#ghosts()}
      </main>
      ${spokenStatus(this.#spoken())}
    `;
  }

  #spoken(): string | false {
    const { value, failure, isBusy } = this.#reading;
    if (this.busy) return en.clients.loadingMore;
    if (isBusy || !(value || failure)) return en.loading;
    if (failure) return unreadTitle(failure, en.clients);
    return value !== undefined && this.#count(value);
  }

  #searchField(): TemplateResult {
    return html`
      <search class="search">
        ${search}
        <input
          id="search"
          type="search"
          maxlength="200"
          autocomplete="off"
          spellcheck="false"
          aria-label=${en.clients.search}
          placeholder=${en.clients.search}
          .value=${this.#typed}
          @input=${this.#onSearch}
        />
      </search>
    `;
  }

  #unread(failure: PorticoError): TemplateResult {
    const title = unreadTitle(failure, en.clients);
    return unread(failure, { title }, { busy: this.#reading.isBusy, onRetry: () => this.#reading.read() });
  }

  #count({ rows: { items, nextCursor, total } }: ShownClients): string {
    return en.clients.count(total ?? items.length, total === undefined && nextCursor !== null);
  }

  #list(shown: ShownClients): TemplateResult {
    const { items, nextCursor } = shown.rows;
    if (items.length === 0) return this.#empty(shown.rows.search);
    return html`
      <p class="count" aria-hidden="true"><bdi>${this.#count(shown)}</bdi></p>
      ${clientList({ clients: items, hasMarkets: shown.hasMarkets, isBusy: this.#reading.isBusy })}
      ${failureNotice(failureText(this.failure))}
      ${nextCursor ? this.#more() : nothing}
    `;
  }

  #more(): TemplateResult {
    return html`<div class="more">
      ${workButton({
        label: en.clients.more,
        busy: this.busy,
        look: 'secondary compact',
        onClick: () => this.#onMore(),
      })}
    </div>`;
  }

  #empty(searched: string): TemplateResult {
    if (!searched) {
      const lead = named(en.clients.emptyLead, html`<code>${en.clients.seedCommand}</code>`);
      return blank({ icon: inbox, title: en.clients.emptyTitle, lead });
    }
    const action = workButton({
      label: en.clients.clear,
      busy: false,
      look: 'secondary compact',
      onClick: () => this.#onClear(),
    });
    return blank({ icon: search, title: en.clients.noMatchTitle, lead: en.clients.noMatchLead, action });
  }

  /** Takes the room of the clients that follow. */
  #ghosts(): TemplateResult {
    return html`
      <p class="count ghost-line" aria-hidden="true"></p>
      <ul class="clients" aria-hidden="true">
        ${Array.from({ length: 6 }, () => html`<li class="client client-ghost"><span></span><span></span></li>`)}
      </ul>
    `;
  }
}

customElements.define('portal-admin-clients-page', ClientsPage);
