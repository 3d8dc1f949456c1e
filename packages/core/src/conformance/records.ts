import { salesforceSuffix } from '../id.ts';
import { equal, rejects } from './expect.ts';
import { newcomer } from './people.ts';
import { adaRecord, type Case } from './subject.ts';

const needs = ['records.upsert', 'accounts.get', 'contacts.get'] as const;

export const recordCases: Case[] = [
  {
    title: 'an upsert can be repeated, and changes what has changed',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const contact = adaRecord(stage);
      const outcomes = async (changed: Partial<typeof contact>) =>
        (await staff.records.upsert({ contacts: [{ ...contact, ...changed }] })).items.map(item => item.outcome);
      equal(await outcomes({}), ['unchanged']);
      equal(await outcomes({ lastName: 'King' }), ['updated']);
      equal((await staff.contacts.get({ contactId: ids.contact })).lastName, 'King');
    },
  },
  {
    title: 'one bad record does not hold up the others',
    needs,
    async run({ staff, ids }) {
      const { items } = await staff.records.upsert({
        orders: [
          { id: 'o-x', accountId: 'no-such-account' },
          { id: ids.order, accountId: ids.acme },
        ],
      });
      equal(
        items.map(item => [item.outcome, item.error]),
        [
          ['refused', 'not-found'],
          ['unchanged', null],
        ],
      );
    },
  },
  {
    title: 'a market and name that another account has is a conflict, never a takeover',
    needs,
    async run({ staff, ids }) {
      const { market, name } = await staff.accounts.get({ accountId: ids.acme });
      const { items } = await staff.records.upsert({
        accounts: [{ id: `${ids.acme}-twin`, market: ` ${market.toUpperCase()}`, name }],
      });
      equal(
        items.map(item => [item.outcome, item.error]),
        [['refused', 'account-name-taken']],
      );
      await rejects(staff.accounts.get({ accountId: `${ids.acme}-twin` }), 'not-found');
    },
  },
  {
    title: 'an inactive account, or one whose membership has ended, opens nothing and comes back as it was',
    needs: [...needs, 'access.grant', 'access.listForAccount'],
    async run(stage) {
      const { staff, ids } = stage;
      const { market, name } = await staff.accounts.get({ accountId: ids.globex });
      const account = { id: ids.globex, market, name };
      await staff.access.grant({ accountId: ids.globex, contact: newcomer(stage) });
      const standing = async () =>
        (await staff.access.listForAccount({ accountId: ids.globex })).items.map(row => row.standing);
      await staff.records.upsert({ accounts: [{ ...account, active: false }] });
      equal(await standing(), ['account-inactive']);
      await staff.records.upsert({ accounts: [{ ...account, active: true, membershipEnd: '2020-01-01' }] });
      equal(await standing(), ['membership-ended']);
      await staff.records.upsert({ accounts: [{ ...account, membershipEnd: null }] });
      equal(await standing(), ['open']);
    },
  },
  {
    title: 'ids of another source are other records',
    needs,
    async run(stage) {
      const other = await stage.limited({ source: 'erp' });
      await rejects(other.accounts.get({ accountId: stage.ids.acme }), 'not-found');
    },
  },
  {
    title: 'a contact created here takes the id that the host gives it, once',
    needs: [...needs, 'access.grant', 'contacts.link'],
    async run(stage) {
      const { staff, ids } = stage;
      const granted = await staff.access.grant({ accountId: ids.acme, contact: newcomer(stage) });
      const contactId = granted.contactId ?? '';
      equal(contactId.startsWith('portico:'), true, 'an id of ours before the host has given one');
      await rejects(staff.contacts.link({ contactId, id: ids.contact }), 'external-id-taken');
      equal((await staff.contacts.link({ contactId, id: `${ids.contact}-new` })).id, `${ids.contact}-new`);
      equal(
        (await staff.contacts.link({ contactId, id: `${ids.contact}-new` })).id,
        `${ids.contact}-new`,
        'the same again',
      );
      await rejects(staff.contacts.link({ contactId, id: `${ids.contact}-other` }), 'external-id-taken');
      equal((await staff.contacts.get({ contactId })).id, `${ids.contact}-new`);
    },
  },
  {
    title: 'a contact that another system has named keeps that name',
    needs: [...needs, 'contacts.link', 'access.preflight'],
    async run(stage) {
      const { staff, ids } = stage;
      const erp = await stage.limited({ source: 'erp' });
      await erp.records.upsert({ accounts: [{ id: ids.acme, market: 'Denmark', name: ids.acme }] });
      const person = { id: `${ids.contact}-erp`, accountId: ids.acme, firstName: 'Eve', lastName: 'Erp' };
      await erp.records.upsert({ contacts: [{ ...person, email: stage.email('eve') }] });
      const verdict = await staff.access.preflight({ accountId: ids.acme, email: stage.email('eve') });
      const contactId = verdict.contact?.id ?? '';
      await rejects(staff.contacts.link({ contactId, id: person.id }), 'external-id-taken');
    },
  },
  {
    title: 'an address belongs to one login, and a login keeps an address',
    needs: [...needs, 'access.grant'],
    async run(stage) {
      const { staff, ids, email } = stage;
      const ada = { id: ids.contact, accountId: ids.acme, firstName: 'Ada', lastName: 'Lovelace' };
      await staff.access.grant({ accountId: ids.acme, contact: { ...newcomer(stage), email: email('ada') } });
      await staff.access.grant({ accountId: ids.acme, contact: newcomer(stage) });
      const error = async (address: string | null) =>
        (await staff.records.upsert({ contacts: [{ ...ada, email: address }] })).items.map(item => item.error);
      equal(await error(email('NIA')), ['email-taken']);
      equal(await error(null), ['email-required']);
      equal(await error(email('countess')), [null]);
      equal((await staff.contacts.get({ contactId: ids.contact })).email, email('countess'));
    },
  },
  {
    title: 'a host cannot give a record a name of ours',
    needs: [...needs, 'access.grant', 'contacts.link'],
    async run(stage) {
      const { staff, ids } = stage;
      const id = 'portico:somebody-else';
      const { items } = await staff.records.upsert({ accounts: [{ id, market: 'Norway', name: ids.acme }] });
      equal(
        items.map(item => [item.outcome, item.error]),
        [['refused', 'invalid-request']],
      );
      const { contactId } = await staff.access.grant({ accountId: ids.acme, contact: newcomer(stage) });
      await rejects(staff.contacts.link({ contactId: contactId ?? '', id }), 'invalid-request');
    },
  },
  {
    title: 'a Salesforce id is one id with 15 and with 18 characters',
    needs,
    async run({ staff, ids }) {
      const tail = ids.acme.slice(-6);
      const short = `001d0${tail}AaBb`;
      const suffix = salesforceSuffix(short);
      await staff.records.upsert({ accounts: [{ id: `${short}${suffix}`, market: 'Norway', name: `Forms ${tail}` }] });
      equal((await staff.accounts.get({ accountId: short })).name, `Forms ${tail}`);
      equal((await staff.accounts.get({ accountId: `${short}${suffix}` })).id, `${short}${suffix}`);
    },
  },
  {
    title: 'the settings say which roles the caller may give',
    needs: ['settings.get'],
    async run(stage) {
      const seller = await stage.limited({ without: ['portal:manage-users'] });
      const assignable = async (adapter: typeof seller) =>
        (await adapter.settings.get({})).roles.filter(role => role.assignable).map(role => role.id);
      equal((await assignable(stage.staff)).includes('admin'), true, 'staff may give admin');
      equal(await assignable(seller), ['guest']);
    },
  },
];
