import type { AccountsQuery } from '../accounts-query.ts';
import { equal, rejects } from './expect.ts';
import type { Case, Stage } from './subject.ts';

const needs = ['accounts.list'] as const;

/** Adds accounts whose names say of which case they are: the backend may be shared. */
async function addAccounts({ staff, ids }: Stage, accounts: [market: string, name: string][]): Promise<void> {
  await staff.records.upsert({
    accounts: accounts.map(([market, name]) => ({
      id: `${ids.acme}-${market}-${name}`.replaceAll(' ', '-'),
      market,
      name: `${name} ${ids.acme}`,
    })),
  });
}

/** A page of the case's own accounts, and their markets and names without what is the same in all of them. */
async function listed({ staff, ids }: Stage, { search = '', ...query }: AccountsQuery) {
  const page = await staff.accounts.list({ search: `${search} ${ids.acme}`, ...query });
  return { ...page, names: page.items.map(({ market, name }) => [market, name.split(' ')[0]].join(' ')) };
}

export const accountListCases: Case[] = [
  {
    title: 'accounts are listed by market, then name, without regard to case or accents',
    needs: [...needs, 'accounts.get'],
    async run(stage) {
      const { staff } = stage;
      await addAccounts(stage, [
        ['Österreich', 'Beta'],
        ['norway east', 'Alpha'],
        ['Norway', 'zeta'],
        ['Oman', 'Beta'],
        ['Norway', 'Äther'],
      ]);
      const { names, items, nextCursor } = await listed(stage, {});
      equal(names, ['Norway Äther', 'Norway zeta', 'norway east Alpha', 'Oman Beta', 'Österreich Beta']);
      equal(nextCursor, null, 'the next page');
      for (const item of items) equal(item, await staff.accounts.get({ accountId: item.id }));
    },
  },
  {
    title: 'accounts are searched by market and name, each character for itself',
    needs,
    async run(stage) {
      await addAccounts(stage, [
        ['Norge', 'Ångström'],
        ['Sverige', '100%_a'],
        ['Sverige', 'b\\c'],
      ]);
      const found = async (search: string) => (await listed(stage, { search })).names;
      equal(await found('angstrom'), ['Norge Ångström']);
      equal(await found('  NORGE ÅNGSTRÖM'), ['Norge Ångström']);
      equal(await found('0%_a'), ['Sverige 100%_a']);
      equal(await found('\\c'), ['Sverige b\\c']);
      for (const search of ['1%a', '100__a', 'nobody', '\0', '\ud801']) equal(await found(search), [], search);
      const { total } = await listed(stage, {});
      equal([total ?? 3, (await listed(stage, { search: 'c' })).total ?? 1], [3, 1], 'what is counted');
    },
  },
  {
    title: 'pages of accounts cover the whole list once, in order, whatever happens between them',
    needs,
    async run(stage) {
      const all = ['Åberg', 'Abel', 'Berg', 'Ås', 'Cole'].map((name): [string, string] => ['Norge', name]);
      await addAccounts(stage, all);
      const first = await listed(stage, { limit: 2 });
      await addAccounts(stage, [['Norge', 'Aaa']]);
      const seen = [...first.names];
      for (let cursor = first.nextCursor; cursor !== null; ) {
        const page = await listed(stage, { limit: 2, cursor });
        seen.push(...page.names);
        cursor = page.nextCursor;
      }
      equal(seen, ['Norge Abel', 'Norge Åberg', 'Norge Ås', 'Norge Berg', 'Norge Cole']);
    },
  },
  {
    title: 'the list of accounts holds those in scope and counts no others, by the ids of the caller',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      const scopes = [
        { accounts: [ids.globex], seen: [ids.globex] },
        { accounts: [ids.globex, ids.acme, 'no-such-account'], seen: [ids.acme, ids.globex] },
        { accounts: 'served', email: email('erin.executive'), seen: [ids.acme] },
        { accounts: [], seen: [] },
      ] as const;
      for (const { seen, ...limits } of scopes) {
        const partner = await stage.limited(limits);
        const { items, total = items.length } = await partner.accounts.list({});
        equal([items.map(({ id }) => id), total], [seen, seen.length]);
      }
      const [known] = (await staff.accounts.list({ search: ids.globex.replace('-', ' ') })).items;
      equal(known?.id, ids.globex);
      const stranger = await stage.limited({ source: 'erp' });
      const [unclaimed] = (await stranger.accounts.list({ search: ids.globex.replace('-', ' ') })).items;
      equal([unclaimed?.name, unclaimed?.id.startsWith('portico:')], [known?.name, true]);
    },
  },
  {
    title: 'a page of accounts that cannot be is refused, not misread',
    needs,
    async run({ staff }) {
      for (const query of [{ cursor: '%E0%A4%A' }, { cursor: 'AAAA' }, { limit: 0 }, { limit: 201 }]) {
        const error = await rejects(staff.accounts.list(query), 'invalid-request');
        equal(Object.keys(error.fields ?? {}), Object.keys(query));
      }
    },
  },
];
