import { equal, ok, rejects } from './expect.ts';
import { clientsOf, newcomer } from './people.ts';
import type { Case, Stage } from './subject.ts';

const needs = ['access.grant', 'access.listForAccount'] as const;

export const scopeCases: Case[] = [
  {
    title: 'a record outside the scope answers like a missing one',
    needs: [...needs, 'access.listForContact', 'access.preflight', 'accounts.get', 'contacts.get'],
    async run(stage) {
      const { ids } = stage;
      const partner = await stage.limited({ accounts: [ids.globex] });
      for (const accountId of [
        ids.acme,
        'no-such-account',
        'portico:00000000-0000-4000-8000-000000000000',
        'portico:x',
      ]) {
        await rejects(partner.accounts.get({ accountId }), 'not-found');
        await rejects(partner.access.listForAccount({ accountId }), 'not-found');
        await rejects(partner.access.preflight({ accountId, email: 'a@example.com' }), 'not-found');
        await rejects(partner.access.grant({ accountId, contact: newcomer(stage) }), 'not-found');
      }
      await rejects(partner.contacts.get({ contactId: ids.contact }), 'not-found');
      await rejects(partner.access.listForContact({ contactId: ids.contact }), 'not-found');
      equal((await partner.accounts.get({ accountId: ids.globex })).id, ids.globex);
    },
  },
  {
    title: 'a person out of scope is not told of, and their login is not taken over',
    needs: [...needs, 'access.preflight'],
    async run(stage) {
      const { staff, ids } = stage;
      const contact = newcomer(stage);
      await staff.access.grant({ accountId: ids.acme, contact });
      const partner = await stage.limited({ accounts: [ids.globex] });
      const verdict = await partner.access.preflight({ accountId: ids.globex, email: contact.email });
      equal([verdict.verdict, verdict.contact, verdict.accounts], ['free', null, []]);
      await rejects(partner.access.grant({ accountId: ids.globex, contact }), 'access-elsewhere');
      ok((await clientsOf(stage, ids.globex)).length === 0, 'no access to the other account');
    },
  },
  {
    title:
      'a contact of another account is read by whoever sees an account that it has access to, and changed by nobody there',
    needs: [...needs, 'contacts.get', 'contacts.link'],
    async run(stage) {
      const { staff, ids, email } = stage;
      const { contactId, contact } = await twoAccounts(stage);
      const partner = await stage.limited({ accounts: [ids.globex] });
      const before = await staff.contacts.get({ contactId });
      equal((await partner.contacts.get({ contactId })).email, contact.email, 'it is read');
      const record = { ...contact, id: contactId, accountId: ids.globex };
      for (const changed of [record, { ...record, email: email('thief') }]) {
        const { items } = await partner.records.upsert({ contacts: [changed] });
        equal([items[0]?.outcome, items[0]?.error], ['refused', 'not-found']);
      }
      await rejects(partner.contacts.link({ contactId, id: `${ids.contact}-mine` }), 'not-found');
      equal(await staff.contacts.get({ contactId }), before, 'the record');
    },
  },
  {
    title: 'nobody is told of an account that they do not see, where they see one of its people',
    needs: [...needs, 'access.listForContact', 'access.preflight', 'contacts.get', 'recovery.plan'],
    async run(stage) {
      const { staff, ids } = stage;
      const { contactId, contact } = await twoAccounts(stage);
      equal((await staff.contacts.get({ contactId })).accountId, ids.acme);
      const home = await stage.limited({ accounts: [ids.acme] });
      equal((await home.contacts.get({ contactId })).accountId, ids.acme);
      const partner = await stage.limited({ accounts: [ids.globex] });
      const record = await partner.contacts.get({ contactId });
      equal(record.accountId, null);
      const page = await partner.access.listForContact({ contactId });
      equal([page.items.map(row => row.accountId), page.total ?? 1], [[ids.globex], 1]);
      const rows = await partner.access.listForAccount({ accountId: ids.globex });
      const verdict = await partner.access.preflight({ accountId: ids.globex, email: contact.email });
      equal([verdict.verdict, verdict.accounts], ['pending', []]);
      const plan = await partner.recovery.plan({ contactId });
      const told = JSON.stringify([record, page, rows, verdict, plan]);
      ok(!/acme|norway/i.test(told), `nothing of the other account in ${told}`);
    },
  },
  {
    title: 'a contact is moved only by whoever sees both accounts',
    needs: [...needs, 'contacts.get'],
    async run(stage) {
      const { staff, ids } = stage;
      const record = { id: ids.bareContact, accountId: ids.globex, firstName: 'Bo', lastName: 'Bare' };
      for (const accounts of [[ids.acme], [ids.globex]]) {
        const partner = await stage.limited({ accounts });
        const { items } = await partner.records.upsert({ contacts: [record] });
        equal([items[0]?.outcome, items[0]?.error], ['refused', 'not-found']);
      }
      equal((await staff.contacts.get({ contactId: ids.bareContact })).accountId, ids.acme);
      const both = await stage.limited({ accounts: [ids.acme, ids.globex] });
      equal((await both.records.upsert({ contacts: [record] })).items[0]?.outcome, 'updated');
      equal((await staff.contacts.get({ contactId: ids.bareContact })).accountId, ids.globex);
    },
  },
  {
    title: 'a login is switched, and its address changed, only by whoever sees every account that it opens',
    needs: [...needs, 'contacts.get', 'users.deactivate', 'users.reactivate'],
    async run(stage) {
      const { staff, ids, email } = stage;
      const { contactId, contact } = await twoAccounts(stage);
      const record = { ...contact, id: contactId, accountId: ids.acme, lastName: 'Newer' };
      for (const accounts of [[ids.acme], [ids.globex]]) {
        const partner = await stage.limited({ accounts });
        await rejects(partner.users.deactivate({ contactId }), 'not-found');
        await rejects(partner.users.reactivate({ contactId }), 'not-found');
        const { items } = await partner.records.upsert({ contacts: [{ ...record, email: email('thief') }] });
        equal([items[0]?.outcome, items[0]?.error], ['refused', 'not-found']);
      }
      const home = await stage.limited({ accounts: [ids.acme] });
      equal((await home.records.upsert({ contacts: [record] })).items[0]?.outcome, 'updated', 'all but the address');
      const after = await staff.contacts.get({ contactId });
      equal([after.userState, after.email, after.lastName], ['invited', contact.email, 'Newer']);
      const both = await stage.limited({ accounts: [ids.acme, ids.globex] });
      equal((await both.users.deactivate({ contactId })).userState, 'deactivated');
      equal((await both.users.reactivate({ contactId })).userState, 'invited');
      const { items } = await both.records.upsert({ contacts: [{ ...record, email: email('owner') }] });
      equal([items[0]?.outcome, items[0]?.error], ['updated', null]);
    },
  },
  {
    title: 'whoever sees a person may send them a recovery mail, which goes to nobody else',
    needs: [...needs, 'recovery.send'],
    async run(stage) {
      const { contactId, contact } = await twoAccounts(stage);
      const partner = await stage.limited({ accounts: [stage.ids.globex] });
      equal((await partner.recovery.send({ contactId, action: 'resend-registration' })).email, contact.email);
    },
  },
];

/** Somebody of the first account, with access to both. */
async function twoAccounts(stage: Stage) {
  const { staff, ids } = stage;
  const contact = newcomer(stage);
  const { contactId } = await staff.access.grant({ accountId: ids.acme, contact });
  await staff.access.grant({ accountId: ids.globex, contact });
  return { contactId: contactId ?? '', contact };
}
