import { equal, ok, rejects } from './expect.ts';
import type { Case, Stage } from './subject.ts';

const needs = ['access.grant', 'access.listForAccount'] as const;

/** A person nobody knows yet. */
export function newcomer({ email }: Stage, name = 'nia') {
  return { email: email(name), firstName: 'Nia', lastName: 'New' };
}

async function clientsOf({ staff }: Stage, accountId: string) {
  const { items } = await staff.access.listForAccount({ accountId });
  return items.filter(row => row.kind === 'client');
}

export const accessCases: Case[] = [
  {
    title: 'a grant creates the contact, the login and the access in one step',
    needs: [...needs, 'contacts.get'],
    async run(stage) {
      const { staff, ids } = stage;
      const person = { ...newcomer(stage), phone: '+47 1234', jobTitle: 'IHM customer' };
      const granted = await staff.access.grant({ accountId: ids.acme, contact: person, orderId: ids.order });
      equal([granted.status, granted.standing, granted.role, granted.orderId], ['PENDING', 'open', 'guest', ids.order]);
      const [row] = await clientsOf(stage, ids.acme);
      equal(row, granted, 'the listed row');
      const contact = await staff.contacts.get({ contactId: granted.contactId ?? '' });
      equal(
        [contact.email, contact.phone, contact.jobTitle, contact.userState],
        [person.email, '+47 1234', 'IHM customer', 'invited'],
      );
    },
  },
  {
    title: 'registration turns PENDING into COMPLETE',
    needs,
    async run(stage) {
      const person = newcomer(stage);
      await stage.staff.access.grant({ accountId: stage.ids.acme, contact: person });
      await stage.subject.register(person.email);
      equal(
        (await clientsOf(stage, stage.ids.acme)).map(row => row.status),
        ['COMPLETE'],
      );
    },
  },
  {
    title: 'a second order of the same account gives no second access',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const contact = newcomer(stage);
      await staff.access.grant({ accountId: ids.acme, contact, orderId: ids.order });
      await rejects(
        staff.access.grant({ accountId: ids.acme, contact, orderId: ids.secondOrder }),
        'registration-pending',
      );
      await stage.subject.register(contact.email);
      await rejects(
        staff.access.grant({ accountId: ids.acme, contact, orderId: ids.secondOrder }),
        'already-has-access',
      );
      equal((await clientsOf(stage, ids.acme)).length, 1);
    },
  },
  {
    title: 'letter case makes no second person',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const contact = newcomer(stage);
      await staff.access.grant({ accountId: ids.acme, contact });
      const twin = { ...contact, email: contact.email.toUpperCase() };
      await rejects(staff.access.grant({ accountId: ids.acme, contact: twin }), 'registration-pending');
    },
  },
  {
    title: 'of many grants of one person at once, one succeeds',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const contact = newcomer(stage);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () => staff.access.grant({ accountId: ids.acme, contact })),
      );
      equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1, 'grants that succeeded');
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') await rejects(Promise.reject(outcome.reason), 'registration-pending');
      }
      equal((await clientsOf(stage, ids.acme)).length, 1);
    },
  },
  {
    title: 'a contact without a login gets one and keeps its record',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      const contact = { email: email('ada'), firstName: 'Someone', lastName: 'Else' };
      const granted = await staff.access.grant({ accountId: ids.acme, contact });
      equal([granted.contactId, granted.firstName, granted.lastName], [ids.contact, 'Ada', 'Lovelace']);
    },
  },
  {
    title: 'an address of a member of staff is refused',
    needs,
    async run(stage) {
      const contact = newcomer(stage, 'erin.executive');
      await rejects(stage.staff.access.grant({ accountId: stage.ids.acme, contact }), 'staff-address');
    },
  },
  {
    title: 'a further account needs the permission for it, and no second registration',
    needs: [...needs, 'access.listForContact'],
    async run(stage) {
      const { staff, ids } = stage;
      const contact = newcomer(stage);
      const first = await staff.access.grant({ accountId: ids.acme, contact });
      await stage.subject.register(contact.email);
      const seller = await stage.limited({ without: ['access:extend'] });
      await rejects(seller.access.grant({ accountId: ids.globex, contact }), 'access-elsewhere');
      const second = await staff.access.grant({ accountId: ids.globex, contact });
      equal([second.contactId, second.status], [first.contactId, 'COMPLETE']);
      const { items } = await staff.access.listForContact({ contactId: first.contactId ?? '' });
      equal(
        items.map(row => row.market),
        ['Norway', 'Sweden'],
      );
    },
  },
  {
    title: 'nobody gives a role above their own, nor one that does not exist',
    needs,
    async run(stage) {
      const { ids } = stage;
      const seller = await stage.limited({ without: ['portal:manage-users'] });
      const contact = newcomer(stage);
      await rejects(seller.access.grant({ accountId: ids.acme, contact, role: 'admin' }), 'role-too-high');
      const error = await rejects(
        seller.access.grant({ accountId: ids.acme, contact, role: 'no-such-role' }),
        'invalid-request',
      );
      equal(error.fields, { role: 'unknown-role' });
      equal((await clientsOf(stage, ids.acme)).length, 0);
    },
  },
  {
    title: 'an order of another account is refused at its field',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const error = await rejects(
        staff.access.grant({ accountId: ids.globex, contact: newcomer(stage), orderId: ids.order }),
        'invalid-request',
      );
      equal(error.fields, { orderId: 'not-of-this-account' });
    },
  },
  {
    title: 'what cannot be stored or mailed is refused at its field',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const contact = { email: 'not an address', firstName: 'A\r\nBcc: b@example.com', lastName: ' ' };
      const error = await rejects(staff.access.grant({ accountId: ids.acme, contact }), 'invalid-request');
      equal(error.fields, {
        'contact.email': 'email-no-at',
        'contact.firstName': 'control-character',
        'contact.lastName': 'required',
      });
    },
  },
  {
    title: 'unusual names and addresses come back exactly',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      const names = [
        '<img src=x onerror=alert(1)>',
        '👩‍💻 🇳🇴',
        'محمد',
        "O'Brien-Ñuñez",
        '{{7*7}} %s \\',
        'x'.repeat(200),
        ' \u00a0Z̸a̸l̸g̸o̸',
      ];
      for (const [i, firstName] of names.entries()) {
        const contact = { email: email(`naughty+${i}'x`), firstName, lastName: '"; DROP TABLE contact; --' };
        const {
          firstName: answered,
          lastName,
          email: address,
        } = await staff.access.grant({ accountId: ids.acme, contact });
        equal([answered, lastName, address], [firstName, contact.lastName, contact.email]);
      }
      const listed = (await clientsOf(stage, ids.acme)).map(row => row.firstName);
      equal([...listed].sort(), [...names].sort());
    },
  },
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
];
