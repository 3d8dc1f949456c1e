import { initialState, Task } from '@lit/task';
import { type Access, type AccessStatus, isSameId, type Page } from '@portico/core';
import type { ReactiveController } from 'lit';
import { LiveEvents } from '../events/live-events.ts';
import type { PorticoHost } from '../portico-host.ts';
import { readOf } from '../read-of.ts';
import { errorCode } from '../texts/texts.ts';

const pageSize = 50;

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
  /** Whether they are only those that were searched for. */
  isFiltered: boolean;
  /** The number of the first row, from 1 on. */
  first: number;
  /** Why they could not be refreshed. */
  staleBecause?: unknown;
  /** What has changed since they were last read, by access id. */
  news: ReadonlyMap<string, 'added' | 'completed'>;
}

/** Where a page begins; the first one has no cursor. */
type Cursors = readonly (string | undefined)[];

/** The people of an account, or the accounts of a contact: searched, one page at a time, and kept up to date. */
export class AccessList implements ReactiveController {
  /** Where the read stands. */
  readonly task: Task<readonly unknown[], AccessRows>;
  #host: PorticoHost;
  #query: () => AccessListQuery;
  #rows: AccessRows | undefined;
  #rowsOf = '';
  /** The way to the page on show, and to the one that is asked for. */
  #way: Cursors = [undefined];
  #wanted: Cursors = [undefined];

  constructor(host: PorticoHost, query: () => AccessListQuery) {
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

  /** Reads the next page in place of the one on show. */
  next(): Promise<void> {
    return this.#turnTo([...this.#way, this.#rows?.nextCursor ?? undefined]);
  }

  /** Reads the page before the one on show. */
  previous(): Promise<void> {
    return this.#turnTo(this.#way.slice(0, -1));
  }

  #turnTo(way: Cursors): Promise<void> {
    this.#wanted = way;
    return this.task.run();
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
    const way = before ? this.#wanted : [undefined];
    const query = { search, status: status || undefined, cursor: way.at(-1), limit: pageSize };
    try {
      const page = accountId
        ? await backend.access.listForAccount({ accountId, ...query }, { signal })
        : await backend.access.listForContact({ contactId: contactId ?? '', ...query }, { signal });
      if (signal.aborted) return initialState;
      if (!page.items.length && way.length > 1) {
        this.#wanted = way.slice(0, -1);
        return this.#read(signal);
      }
      const news = newsOf(way.length === this.#way.length ? before : undefined, page.items);
      this.#rowsOf = key;
      this.#way = this.#wanted = way;
      this.#rows = {
        ...page,
        of: accountId || contactId,
        isFiltered: !!(search || status),
        first: (way.length - 1) * pageSize + 1,
        news,
      };
      return this.#rows;
    } catch (error) {
      if (signal.aborted) return initialState;
      if (!before || ['forbidden', 'not-found'].includes(errorCode(error))) throw error;
      this.#wanted = this.#way;
      return { ...before, news: new Map(), staleBecause: error };
    }
  }
}

/** A row that was not there, or has become COMPLETE; nothing on the first read of a page, nor what moves up from the next. */
function newsOf(before: AccessRows | undefined, items: Access[]): AccessRows['news'] {
  const news = new Map(before?.news);
  if (!before) return news;
  const known = new Map(before.items.map(row => [row.id, row]));
  const last = before.nextCursor ? items.findLastIndex(row => known.has(row.id)) : items.length;
  for (const [i, row] of items.entries()) {
    const old = known.get(row.id);
    if (!old && i < last) news.set(row.id, 'added');
    else if (old && old.status !== row.status && row.status === 'COMPLETE') news.set(row.id, 'completed');
  }
  return news;
}
