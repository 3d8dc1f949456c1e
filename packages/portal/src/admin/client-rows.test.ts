import { expect } from '@open-wc/testing';
import type { Account } from '@portico/core';
import { readClients, readMoreClients } from './client-rows.ts';
import { signedInBy } from './signed-in.ts';
import { acme, rows, stubStaffServer } from './stub-admin.fixture.ts';

const all: Account[] = Array.from({ length: 270 }, (_, i) => ({ ...acme, id: String(i), name: `Client ${i}` }));
const never = new AbortController().signal;

describe('the rows of clients', () => {
  let server: ReturnType<typeof stubStaffServer>;
  const asked: string[] = [];
  beforeEach(() => {
    asked.length = 0;
    server = stubStaffServer({
      'GET /accounts': (_, { searchParams }) => {
        asked.push(String(searchParams));
        const start = Number(searchParams.get('cursor') ?? 0);
        const end = start + Number(searchParams.get('limit'));
        return rows(all.slice(start, end), end < all.length ? String(end) : null);
      },
    });
  });
  afterEach(() => server.restore());

  const backend = () => signedInBy(server.api, { onKnown() {}, onEnded() {} }).backend;

  it('come a page at a time', async () => {
    const first = await readClients(backend(), { search: '' }, never);
    expect([first.items.length, first.nextCursor]).to.deep.equal([50, '50']);
    const more = await readMoreClients(backend(), first);
    expect([more.items.length, more.items.at(-1)?.id]).to.deep.equal([100, '99']);
    expect(asked).to.deep.equal(['limit=50', 'cursor=50&limit=50']);
  });

  it('are read anew as far as they are on show', async () => {
    const read = await readClients(backend(), { search: 'client', atLeast: 250 }, never);
    expect([read.items.length, read.nextCursor]).to.deep.equal([250, '250']);
    expect(asked).to.deep.equal(['search=client&limit=200', 'search=client&cursor=200&limit=50']);
    expect((await readClients(backend(), { search: '', atLeast: 999 }, never)).items).to.have.length(270);
  });

  it('name a client once that moved between two pages', async () => {
    const first = await readClients(backend(), { search: '' }, never);
    server.answers['GET /accounts'] = () => rows(all.slice(49, 52));
    expect((await readMoreClients(backend(), first)).items).to.have.length(52);
  });
});
