import { equal, rejects } from './expect.ts';
import type { Case } from './subject.ts';

const needs = ['access.grant', 'access.listForAccount'] as const;

export const accessListCases: Case[] = [
  {
    title: 'staff who serve the account are listed beside the clients, COMPLETE',
    needs,
    async run({ staff, ids, email }) {
      const { items } = await staff.access.listForAccount({ accountId: ids.acme });
      equal(
        items.map(row => [row.kind, row.email, row.status, row.contactId]),
        [['staff', email('erin.executive'), 'COMPLETE', null]],
      );
    },
  },
  {
    title: 'the list is searched by name and email, and filtered by status',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      await staff.access.grant({
        accountId: ids.acme,
        contact: { email: email('zoe'), firstName: 'Zoë', lastName: 'Ångström' },
      });
      await staff.access.grant({
        accountId: ids.acme,
        contact: { email: email('100%_a'), firstName: 'Per', lastName: 'Cent' },
      });
      await stage.subject.register(email('zoe'));
      const found = async (query: { search?: string; status?: 'PENDING' | 'COMPLETE' }) =>
        (await staff.access.listForAccount({ accountId: ids.acme, ...query })).items.map(row => row.firstName);
      equal(await found({ search: 'angstrom' }), ['Zoë']);
      equal(await found({ search: 'ZOE ÅNG' }), ['Zoë']);
      equal(await found({ search: '%_' }), ['Per']);
      equal(await found({ search: 'nobody' }), []);
      equal(await found({ status: 'PENDING' }), ['Per']);
      equal(await found({ status: 'COMPLETE', search: 'zoe' }), ['Zoë']);
    },
  },
  {
    title: 'pages cover the whole list once, in order, whatever happens between them',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      for (const last of ['Berg', 'Ås', 'abel', 'Cole', 'Åberg']) {
        const contact = { email: email(`p-${last.charCodeAt(0)}-${last.length}`), firstName: 'P', lastName: last };
        await staff.access.grant({ accountId: ids.acme, contact });
      }
      const first = await staff.access.listForAccount({ accountId: ids.acme, limit: 2 });
      equal([first.items.length, first.total], [2, 6]);
      await staff.access.grant({
        accountId: ids.acme,
        contact: { email: email('aaa'), firstName: 'A', lastName: 'Aaa' },
      });
      const seen = first.items.map(row => row.lastName);
      for (let cursor = first.nextCursor; cursor !== null; ) {
        const page = await staff.access.listForAccount({ accountId: ids.acme, limit: 2, cursor });
        seen.push(...page.items.map(row => row.lastName));
        cursor = page.nextCursor;
      }
      equal(seen, ['abel', 'Åberg', 'Ås', 'Berg', 'Cole', 'Executive']);
    },
  },
  {
    title: 'a cursor that is none of ours is refused, not misread',
    needs,
    async run({ staff, ids }) {
      await rejects(staff.access.listForAccount({ accountId: ids.acme, cursor: '%E0%A4%A' }), 'invalid-request');
    },
  },
];
