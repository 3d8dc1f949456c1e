import { equal, rejects } from './expect.ts';
import { listen } from './listen.ts';
import { newcomer } from './people.ts';
import type { Case, Stage } from './subject.ts';

const needs = ['access.grant', 'access.listForAccount', 'accounts.get'] as const;

/** The account executive of the first account, who sees the accounts they serve. */
function executive({ limited, email }: Stage, address = email('erin.executive')) {
  return limited({ accounts: 'served', email: address, name: 'Erin Executive' });
}

/** Makes the staff who serve an account the executive alone, or nobody. */
async function letServe({ staff, email }: Stage, accountId: string, isServing: boolean): Promise<void> {
  const { market, name } = await staff.accounts.get({ accountId });
  const serving = isServing ? [{ email: email('erin.executive'), name: 'Erin Executive' }] : [];
  await staff.records.upsert({ accounts: [{ id: accountId, market, name, staff: serving }] });
}

export const servedCases: Case[] = [
  {
    title: 'who sees the accounts they serve acts on those, and finds no other',
    needs: [...needs, 'access.listForContact', 'access.preflight', 'contacts.get', 'recovery.plan', 'recovery.send'],
    async run(stage) {
      const { staff, ids } = stage;
      const erin = await executive(stage);
      const contact = newcomer(stage);
      const own = (await erin.access.grant({ accountId: ids.acme, contact })).contactId ?? '';
      await staff.access.grant({ accountId: ids.globex, contact });
      equal((await erin.accounts.get({ accountId: ids.acme })).id, ids.acme);
      equal((await erin.access.listForAccount({ accountId: ids.acme })).items.length, 2);
      equal((await erin.contacts.get({ contactId: own })).email, contact.email);
      const { items } = await erin.access.listForContact({ contactId: own });
      equal(
        items.map(row => row.accountId),
        [ids.acme],
      );
      equal((await erin.recovery.send({ contactId: own, action: 'resend-registration' })).email, contact.email);

      const stranger = newcomer(stage, 'stranger');
      const other = (await staff.access.grant({ accountId: ids.globex, contact: stranger })).contactId ?? '';
      for (const accountId of [ids.globex, 'no-such-account']) {
        await rejects(erin.accounts.get({ accountId }), 'not-found');
        await rejects(erin.access.listForAccount({ accountId }), 'not-found');
        await rejects(erin.access.preflight({ accountId, email: contact.email }), 'not-found');
        await rejects(erin.access.grant({ accountId, contact: newcomer(stage, 'third') }), 'not-found');
      }
      await rejects(erin.contacts.get({ contactId: other }), 'not-found');
      await rejects(erin.access.listForContact({ contactId: other }), 'not-found');
      await rejects(erin.recovery.plan({ contactId: other }), 'not-found');
      await rejects(erin.recovery.send({ contactId: other, action: 'resend-registration' }), 'not-found');
      equal((await erin.access.preflight({ accountId: ids.acme, email: stranger.email })).verdict, 'free');
      await rejects(erin.access.grant({ accountId: ids.acme, contact: stranger }), 'access-elsewhere');
    },
  },
  {
    title: 'who serves is known by their address, however it is written; who serves nothing sees nothing',
    needs,
    async run(stage) {
      const { ids, email } = stage;
      const shouting = await executive(stage, email('ERIN.Executive'));
      equal((await shouting.accounts.get({ accountId: ids.acme })).id, ids.acme);
      const newHire = await executive(stage, email('new.hire'));
      await rejects(newHire.accounts.get({ accountId: ids.acme }), 'not-found');
    },
  },
  {
    title: 'who sees the accounts they serve changes those records, and adds no account and no staff',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      const erin = await executive(stage);
      const { market, name } = await staff.accounts.get({ accountId: ids.acme });
      const upsert = async (id: string, more: { active?: boolean; staff?: { email: string; name: string }[] }) => {
        const { items } = await erin.records.upsert({ accounts: [{ id, market, name, ...more }] });
        return items[0]?.error ?? items[0]?.outcome;
      };
      equal(await upsert(ids.acme, { active: false }), 'updated');
      equal(await upsert(ids.acme, { staff: [{ email: email('nia'), name: 'Not Staff' }] }), 'forbidden');
      equal(await upsert(ids.globex, { active: false }), 'not-found');
      equal(await upsert(`${ids.acme}-new`, {}), 'not-found');
    },
  },
  {
    title: 'what a record makes of who serves an account holds from the next call on',
    needs,
    async run(stage) {
      const { ids } = stage;
      const erin = await executive(stage);
      const options = { idempotencyKey: crypto.randomUUID() };
      const input = { accountId: ids.acme, contact: newcomer(stage) };
      const first = await erin.access.grant(input, options);

      await letServe(stage, ids.acme, false);
      await rejects(erin.accounts.get({ accountId: ids.acme }), 'not-found');
      await rejects(erin.access.grant(input, options), 'not-found');
      await rejects(erin.accounts.get({ accountId: ids.globex }), 'not-found');

      await letServe(stage, ids.globex, true);
      equal((await erin.accounts.get({ accountId: ids.globex })).id, ids.globex);
      await rejects(erin.accounts.get({ accountId: ids.acme }), 'not-found');

      await letServe(stage, ids.acme, true);
      equal(await erin.access.grant(input, options), first, 'the repeated answer');
    },
  },
  {
    title: 'an open stream tells of an account from when it is served until it is not',
    needs: [...needs, 'events.stream'],
    async run(stage) {
      const { staff, ids } = stage;
      const grant = async (accountId: string, name: string) =>
        (await staff.access.grant({ accountId, contact: newcomer(stage, name) })).contactId;
      const listener = listen(await executive(stage), { since: 60 });
      const untold = [await grant(ids.globex, 'one')];
      await listener.hears('access.granted', await grant(ids.acme, 'two'));
      await letServe(stage, ids.acme, false);
      untold.push(await grant(ids.acme, 'three'));
      await letServe(stage, ids.globex, true);
      await listener.hears('access.granted', await grant(ids.globex, 'four'));
      // A mail goes out later, and by then its account may be served.
      const told = (await listener.stop()).filter(event => !event.type.startsWith('mail.'));
      const begins = told.find(event => event.accountIds.includes(ids.globex));
      equal([begins?.type, begins?.accountIds], ['account.updated', [ids.globex]]);
      const others = told.filter(event => untold.includes(event.contactId));
      equal(others, [], 'what was told of others');
    },
  },
];
