import type { Access, AccessStatus } from '@portico/core';
import { html, nothing, type PropertyValues, render } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PorticoWidget } from '../portico-widget.ts';
import { access, format, standing, status } from '../texts/en.ts';
import { tokens } from '../themes/tokens.ts';
import { badge } from '../ui/badge.ts';
import { button } from '../ui/button.ts';
import { controls } from '../ui/controls.styles.ts';
import { icons } from '../ui/icons.ts';
import { messages } from '../ui/message.styles.ts';
import { message } from '../ui/message.ts';
import { AccessList, type AccessRows } from './access-list.ts';
import { styles } from './dashboard-access.styles.ts';

const typingPause = 250;
/** How many rows are painted before the others: a slow machine takes a tenth of a second for a whole page. */
const screenful = 12;
const catalogue = { access, format, standing, status };

/**
 * @summary Who sees an account's dashboards, or which accounts a contact sees.
 * @csspart toolbar - Search, filter and count.
 * @csspart table - The list.
 * @csspart row - One access.
 * @csspart row-new - An access that appeared, or was completed, while the list was on show.
 * @csspart badge - A status or standing.
 * @csspart pages - The way to the other pages of a long list.
 * @csspart button - A button; also `primary`, `link` or `icon`.
 * @csspart message - An empty, error or permission message.
 * @csspart message-title - The title of a message.
 * @csspart skeleton - The rows in the place of those to come.
 */
export class PorticoDashboardAccess extends PorticoWidget<typeof catalogue> {
  static override styles = [tokens, controls, messages, styles];

  protected override readonly catalogue = catalogue;

  #list = new AccessList(this, () => ({
    accountId: this.accountId,
    contactId: this.contactId,
    search: this.searched,
    status: this.status,
  }));

  /** The account whose people are listed. */
  @property({ attribute: 'account-id' }) accountId: string | undefined;

  /** The contact whose accounts are listed. */
  @property({ attribute: 'contact-id' }) contactId: string | undefined;

  /** Where a name leads to, with `{id}` for the contact's id. */
  @property({ attribute: 'contact-href' }) contactHref: string | undefined;

  /** Where an account leads to, with `{id}` for the account's id. */
  @property({ attribute: 'account-href' }) accountHref: string | undefined;

  /** Only people whose name or email contains this text are listed. */
  @property() search = '';

  /** Only accesses of this status are listed. */
  @property() status: 'PENDING' | 'COMPLETE' | '' = '';

  @state() private searched = '';
  #typing: ReturnType<typeof setTimeout> | undefined;

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('search') && !this.hasUpdated) this.searched = this.#wanted;
    else if (changed.has('search')) this.#searchSoon();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  #searchSoon() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.searched = this.#wanted;
    }, typingPause);
  }

  /** An attribute that is taken away leaves null. */
  get #wanted(): string {
    return (this.search ?? '').trim();
  }

  #onSearch(event: Event) {
    this.search = (event.target as HTMLInputElement).value;
  }

  #onStatus(event: Event) {
    this.status = (event.target as HTMLSelectElement).value as AccessStatus | '';
  }

  #clear() {
    this.search = this.searched = this.status = '';
    this.renderRoot.querySelector('input')?.focus();
  }

  override render() {
    const { rows } = this.#list;
    if (!this.can(this.accountId ? 'access.listForAccount' : 'access.listForContact')) {
      this.state = 'empty';
      return message('plain', icons.people, this.texts.error.unsupported);
    }
    const list = this.show(
      this.#list.task,
      found => this.#table(found),
      found => (found.items.length ? undefined : this.#empty(found)),
      rows ?? null,
    );
    const { state } = this.dataset;
    const isBare = state === 'no-permission' || (state === 'busy' && !this.isLate);
    return html`${this.accountId && !isBare ? this.#toolbar(rows) : nothing}${list}`;
  }

  #toolbar(rows: AccessRows | undefined) {
    const { access, status } = this.texts;
    return html`<div class="toolbar" part="toolbar">
      <div class="search">
        ${icons.search}
        <input type="search" maxlength="200" .value=${this.search ?? ''} aria-label=${access.search}
          placeholder=${access.searchHint} @input=${this.#onSearch}>
      </div>
      <select aria-label=${access.filter} @change=${this.#onStatus}>
        <option value="" .selected=${!this.status}>${access.anyStatus}</option>
        ${(['PENDING', 'COMPLETE'] as const).map(
          value => html`<option value=${value} .selected=${this.status === value}>${status[value]}</option>`,
        )}
      </select>
      <span class="count" role="status">${
        rows && this.isLate
          ? access.people(rows.total ?? rows.items.length, rows.total === undefined && rows.nextCursor !== null)
          : nothing
      }</span>
    </div>`;
  }

  #empty({ isFiltered }: AccessRows) {
    const { access } = this.texts;
    if (isFiltered) {
      const clear = html`${access.noMatchHint}<div>${button(access.clear, () => this.#clear())}</div>`;
      return message('plain', icons.search, access.noMatch, clear);
    }
    return this.accountId
      ? message('plain', icons.people, access.empty, access.emptyHint)
      : message('plain', icons.people, access.noAccounts, access.noAccountsHint);
  }

  #table(rows: AccessRows) {
    const { access, state } = this.texts;
    const news = rows.items.filter(row => rows.news.has(row.id));
    const heads = [
      this.accountId ? access.name : access.account,
      ...(this.accountId ? [access.jobTitle] : []),
      access.role,
      access.status,
      access.granted,
    ];
    return html`
      <div role="status">${
        rows.staleBecause
          ? message(
              'warning',
              icons.warning,
              access.stale,
              button(state.retry, () => this.again(this.#list.task), { kind: 'link' }),
            )
          : nothing
      }</div>
      <table part="table" aria-label=${access.label}>
        <thead><tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
        <tbody></tbody>
      </table>
      <div class="unseen" role="status">${news.map(row =>
        rows.news.get(row.id) === 'added' ? access.added(nameOf(row)) : access.completed(nameOf(row)),
      )}</div>
      ${rows.nextCursor || rows.first > 1 ? this.#pages(rows) : nothing}`;
  }

  #pages({ first, items, nextCursor, total }: AccessRows) {
    const { access } = this.texts;
    const turn = async (done: Promise<void>) => {
      await done;
      await this.updateComplete;
      this.renderRoot.querySelector('thead')?.scrollIntoView({ block: 'nearest' });
    };
    return html`<nav part="pages" aria-label=${access.pages}>
      ${button(access.previous, () => turn(this.#list.previous()), { blocked: first === 1 })}
      ${button(access.next, () => turn(this.#list.next()), { blocked: !nextCursor })}
      <span role="status">${access.range(first, first + items.length - 1, total)}</span>
    </nav>`;
  }

  /** A row keeps its element, and with it the focus, whatever is inserted above it; only what has gone or is new moves. */
  override updated() {
    const body = this.renderRoot.querySelector('tbody');
    if (!body) return;
    const { items, news } = this.#list.rows ?? { items: [], news: new Map() };
    const first = body.firstChild ? items : items.slice(0, screenful);
    if (first.length < items.length) requestAnimationFrame(() => setTimeout(() => this.requestUpdate()));
    const before = new Map([...body.children].map(row => [row.id, row as HTMLElement]));
    const rows = first.map(item => {
      const row = before.get(item.id) ?? Object.assign(document.createElement('tr'), { id: item.id });
      before.delete(item.id);
      row.className = news.has(item.id) ? 'new' : '';
      row.part.value = news.has(item.id) ? 'row row-new' : 'row';
      render(this.#cells(item), row);
      return row;
    });
    for (const gone of before.values()) {
      if (gone.contains(this.shadowRoot?.activeElement ?? null)) this.keepFocus();
      gone.remove();
    }
    for (const [i, row] of rows.entries()) {
      if (body.children[i] !== row) body.insertBefore(row, body.children[i] ?? null);
    }
  }

  #cells(row: Access) {
    const { access, format, standing } = this.texts;
    return html`
      <th scope="row">${this.accountId ? this.#person(row) : this.#account(row)}</th>
      ${this.accountId ? html`<td class=${row.jobTitle ? '' : 'none'}><bdi>${row.jobTitle}</bdi></td>` : nothing}
      <td class="role"><bdi>${this.#role(row)}</bdi></td>
      <td class="status">${badge(row.status === 'COMPLETE' ? 'success' : 'warning', this.texts.status[row.status])}${
        row.standing === 'open' ? nothing : badge('danger', standing[row.standing])
      }${row.mailFailed ? badge('danger', access.mailFailed) : nothing}</td>
      <td class="granted"><time datetime=${row.grantedAt}>${format.date(row.grantedAt)}</time>
        <small><bdi>${access.grantedBy(row.grantedBy)}</bdi></small></td>`;
  }

  #person(row: Access) {
    const at = row.email.lastIndexOf('@');
    return html`${linked(this.contactHref, row.contactId, nameOf(row))}${
      row.kind === 'staff' ? badge('plain', this.texts.access.staff) : nothing
    }<small><bdi>${row.email.slice(0, at)}<wbr>${row.email.slice(at)}</bdi></small>`;
  }

  #account(row: Access) {
    const market = this.settings?.hasMarkets === false ? '' : row.market;
    return html`${linked(this.accountHref, row.accountId, row.accountName)}${
      market ? html`<small><bdi>${market}</bdi></small>` : nothing
    }`;
  }

  #role({ kind, role: id }: Access) {
    if (kind === 'staff') return this.texts.access.staff;
    return this.settings?.roles.find(role => role.id === id)?.name ?? id;
  }
}

function nameOf({ firstName, lastName, email }: Access): string {
  return `${firstName} ${lastName}`.trim() || email;
}

/** A link to a page; an address that would run code, or open a program, leads nowhere. */
function linked(template: string | undefined, id: string | null, name: string) {
  const text = html`<bdi>${name}</bdi>`;
  const href = id && template?.replaceAll('{id}', () => encodeURIComponent(id));
  const { protocol } = Object.assign(document.createElement('a'), { href });
  return href && /^https?:/.test(protocol) ? html`<a href=${href}>${text}</a>` : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-dashboard-access': PorticoDashboardAccess;
  }
}
