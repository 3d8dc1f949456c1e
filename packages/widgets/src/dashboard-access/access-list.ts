import { initialState, Task } from '@lit/task';
import { type Access, type AccessStatus, isSameId, type Page } from '@portico/core';
import type { ReactiveController } from 'lit';
import { LiveEvents } from '../events/live-events.ts';
import { type PorticoWidget, readOf } from '../portico-widget.ts';
import { errorCode } from '../texts/texts.ts';

const pageSize = 50;
const largestPage = 200;

/** Whose accesses are listed, and which of them. */
export interface AccessListQuery {
  /** The account whose people are listed. */
  accountId?: string | undefined;
  /** The contact whose accounts are listed, where there is no account. */
  contactId?: string | undefined;
  search: string;
  status: AccessStatus | '';
}

/** The rows on show. */
export interface AccessRows extends Page<Access> {
  /** The account or contact they belong to. */
  of: string | undefined;
  /** Why they could not be refreshed. */
  staleBecause?: unknown;
  /** What has changed since they were last read, by access id. */
  news: ReadonlyMap<string, 'added' | 'completed'>;
}

/** The people of an account, or the accounts of a contact: searched, page by page, and kept up to date. */
export class AccessList implements ReactiveController {
  /** Where the read stands. */
  readonly task: Task<readonly unknown[], AccessRows>;
  #host: PorticoWidget;
  #query: () => AccessListQuery;
  #rows: AccessRows | undefined;
  #rowsOf = '';
  #wanted = pageSize;
  #isMore = false;

  constructor(host: PorticoWidget, query: () => AccessListQuery) {
    this.#host = host;
    this.#query = query;
    host.addController(this);
    this.task = new Task(host, {
      args: () => [host.backend, ...Object.values(query())],
      task: (_, { signal }) => this.#read(signal),
    });
    new LiveEvents(
      host,
      event => event.type === 'resync' || (event.type !== 'mail.sent' && this.#concerns(event)),
      () => this.task.run(),
    );
  }

  hostConnected() {}

  /** What to show: the rows last read, unless they are another account's or contact's. */
  get rows(): AccessRows | undefined {
    const { accountId, contactId } = this.#query();
    const rows = readOf(this.task);
    return rows?.of === (accountId || contactId) ? rows : undefined;
  }

  /** Reads the next page after the rows on show. */
  async more(): Promise<void> {
    this.#wanted = (this.#rows?.items.length ?? 0) + pageSize;
    this.#isMore = true;
    await this.task.run();
  }

  #concerns(event: { accountIds: string[]; contactId: string | null }): boolean {
    const { accountId, contactId } = this.#query();
    if (accountId) return event.accountIds.some(id => isSameId(id, accountId));
    return isSameId(event.contactId, contactId) || !event.contactId;
  }

  async #read(signal: AbortSignal): Promise<AccessRows | typeof initialState> {
    const { backend } = this.#host;
    const { accountId, contactId, search, status } = this.#query();
    if (!backend || !(accountId || contactId)) return initialState;
    const key = JSON.stringify([accountId, contactId, search, status]);
    const before = key === this.#rowsOf ? this.#rows : undefined;
    const start = this.#isMore ? before : undefined;
    this.#isMore = false;
    if (!before) this.#wanted = pageSize;
    try {
      const items = [...(start?.items ?? [])];
      let page: Page<Access> | undefined = start;
      do {
        const query = {
          search,
          status: status || undefined,
          cursor: page?.nextCursor ?? undefined,
          limit: Math.min(largestPage, this.#wanted - items.length),
        };
        page = accountId
          ? await backend.access.listForAccount({ accountId, ...query }, { signal })
          : await backend.access.listForContact({ contactId: contactId ?? '', ...query }, { signal });
        items.push(...page.items);
      } while (page.nextCursor && items.length < this.#wanted);
      if (signal.aborted) return initialState;
      this.#rowsOf = key;
      this.#rows = { ...page, of: accountId || contactId, items, news: newsOf(before, items, start) };
      return this.#rows;
    } catch (error) {
      if (!before || ['forbidden', 'not-found'].includes(errorCode(error))) throw error;
      return { ...before, news: new Map(), staleBecause: error };
    }
  }
}

/** A row that was not there, or has become COMPLETE; nothing on the first read, nor for a page that was asked for. */
function newsOf(before: AccessRows | undefined, items: Access[], start: AccessRows | undefined): AccessRows['news'] {
  const news = new Map(before?.news);
  if (!before || start) return news;
  const known = new Map(before.items.map(row => [row.id, row]));
  for (const row of items) {
    const old = known.get(row.id);
    if (!old) news.set(row.id, 'added');
    else if (old.status !== row.status && row.status === 'COMPLETE') news.set(row.id, 'completed');
  }
  return news;
}
