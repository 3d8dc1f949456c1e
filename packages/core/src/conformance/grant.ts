import { equal, rejects } from './expect.ts';
import { clientsOf, newcomer } from './people.ts';
import type { Case } from './subject.ts';

const needs = ['access.grant', 'access.listForAccount'] as const;

export const grantCases: Case[] = [
  {
    title: 'a grant creates the contact, the login and the access in one step',
    needs: [...needs, 'contacts.get'],
    async run(stage) {
      const { staff, ids } = stage;
      const person = { ...newcomer(stage), phone: '+47 1234', jobTitle: 'IHM customer' };
      const granted = await staff.access.grant({ accountId: ids.acme, contact: person, orderId: ids.order });
      equal([granted.status, granted.standing, granted.role, granted.orderId], ['PENDING', 'open', 'guest', ids.order]);
      equal(granted.mailFailed, false, 'a mail just written cannot have failed');
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
];
