import { equal, rejects } from './expect.ts';
import { newcomer } from './people.ts';
import type { Case, Stage } from './subject.ts';

const needs = ['records.upsert', 'access.listForAccount'] as const;

/** The names of the staff who serve an account. */
async function servingStaff({ staff }: Stage, accountId: string) {
  const { items } = await staff.access.listForAccount({ accountId });
  return items.filter(row => row.kind === 'staff').map(row => [row.firstName, row.lastName].join(' '));
}

/** A record that makes one person serve the second account. */
function served({ ids, email }: Stage, name: string, fullName: string) {
  const account = { id: ids.globex, market: 'Sweden', name: `Served ${ids.globex}` };
  return { accounts: [{ ...account, staff: [{ email: email(name), name: fullName }] }] };
}

export const staffCases: Case[] = [
  {
    title: 'a record adds staff to the directory and renames nobody',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      await staff.records.upsert(served(stage, 'new.staff', 'New Staff'));
      equal(await servingStaff(stage, ids.globex), ['New Staff']);
      equal((await staff.records.upsert(served(stage, 'NEW.STAFF', 'Somebody Else'))).items[0]?.outcome, 'unchanged');
      equal(await servingStaff(stage, ids.globex), ['New Staff']);
    },
  },
  {
    title: 'a member of staff is named by their own token',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      await staff.records.upsert(served(stage, 'erin.executive', 'Ignored'));
      for (const name of ['Erin Newname', 'Erin Executive', 'Erin Newname']) {
        const erin = await stage.limited({ email: email('erin.executive'), name });
        await erin.access.listForAccount({ accountId: ids.acme });
        equal(await servingStaff(stage, ids.globex), [name]);
      }
    },
  },
  {
    title: 'a token that names its bearer by the address alone renames nobody',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      await staff.records.upsert(served(stage, 'erin.executive', 'Ignored'));
      const [before] = await servingStaff(stage, ids.globex);
      for (const name of [email('erin.executive'), email('erin.executive').toUpperCase()]) {
        const erin = await stage.limited({ email: email('erin.executive'), name });
        await erin.access.listForAccount({ accountId: ids.acme });
        equal(await servingStaff(stage, ids.globex), [before ?? '']);
      }
    },
  },
  {
    title: 'a caller who sees only some accounts lets known staff serve them, and adds nobody to the directory',
    needs: [...needs, 'access.grant', 'accounts.get'],
    async run(stage) {
      const { staff, ids, email } = stage;
      const partner = await stage.limited({ accounts: [ids.globex] });
      const { items } = await partner.records.upsert(served(stage, 'nia', 'Not Staff'));
      equal([items[0]?.outcome, items[0]?.error], ['refused', 'forbidden']);
      equal(
        (await staff.accounts.get({ accountId: ids.globex })).name.startsWith('Served'),
        false,
        'nothing is written',
      );
      equal(await servingStaff(stage, ids.globex), []);
      const granted = await staff.access.grant({ accountId: ids.acme, contact: newcomer(stage) });
      equal(granted.email, email('nia'), 'the address is free for a client');

      await partner.records.upsert(served(stage, 'erin.executive', 'Renamed'));
      equal(await servingStaff(stage, ids.globex), ['Erin Executive']);
      equal(await servingStaff(stage, ids.acme), ['Erin Executive']);
      await rejects(
        staff.access.grant({ accountId: ids.acme, contact: newcomer(stage, 'erin.executive') }),
        'staff-address',
      );
    },
  },
  {
    title: 'staff who come with a move of the account are found by where it is now',
    needs: ['accounts.get', 'access.listForAccount'],
    async run({ staff, ids, email }) {
      const { name } = await staff.accounts.get({ accountId: ids.globex });
      const serving = [{ email: email('mo.mover'), name: 'Mo Mover' }];
      await staff.records.upsert({ accounts: [{ id: ids.globex, market: 'Finland', name, staff: serving }] });
      const found = async (search: string) =>
        (await staff.access.listForAccount({ accountId: ids.globex, search })).items.map(row => row.lastName);
      equal(await found('finland'), ['Mover']);
      equal(await found('sweden'), []);
    },
  },
];
