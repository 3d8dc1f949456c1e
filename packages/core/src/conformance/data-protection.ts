import { equal, ok, rejects } from './expect.ts';
import { clientsOf, newcomer } from './people.ts';
import type { Case, Stage } from './subject.ts';

const needs = ['people.export', 'people.erase', 'access.grant', 'access.listForAccount', 'contacts.get'] as const;

export const dataProtectionCases: Case[] = [
  {
    title: 'an export tells everything that is kept about a person',
    needs: [...needs, 'recovery.send'],
    async run(stage) {
      const { staff, ids, email } = stage;
      const person = { ...newcomer(stage), phone: '+47 1234', jobTitle: 'IHM customer' };
      const { contactId } = await staff.access.grant({ accountId: ids.acme, contact: person, orderId: ids.order });
      const id = contactId ?? '';
      await staff.access.grant({ accountId: ids.globex, contact: person });
      await stage.subject.register(person.email);
      await staff.recovery.send({ contactId: id, action: 'send-reset' });
      const { contacts, login, access, mails, events } = await staff.people.export({ contactId: id });
      equal(
        contacts.map(({ createdAt, updatedAt, market, accountName, ...contact }) => contact),
        [{ ...person, id, accountId: ids.acme }],
      );
      equal([login?.state, login?.registeredAt !== null, login?.lastMailAt !== null], ['active', true, true]);
      equal(
        access.map(row => [row.market, row.accountId, row.role, row.grantedBy, row.orderId]),
        [
          ['Norway', ids.acme, 'guest', 'Sam Support', ids.order],
          ['Sweden', ids.globex, 'guest', 'Sam Support', null],
        ],
      );
      equal(mails.map(mail => mail.kind).sort(), ['registration', 'registration', 'reset']);
      equal([...new Set(mails.map(mail => mail.to))], [email('nia')]);
      const done = events.filter(event => !event.type.startsWith('mail.'));
      equal(
        done.map(event => [event.type, event.by]),
        [
          ['contact.created', 'Sam Support'],
          ['user.invited', 'Sam Support'],
          ['access.granted', 'Sam Support'],
          ['access.granted', 'Sam Support'],
          ['user.registered', 'the person'],
        ],
      );
    },
  },
  {
    title: 'an export is written down with the name of who asked for it',
    needs,
    async run(stage) {
      const contactId = await granted(stage);
      const officer = await stage.limited({ email: stage.email('dpo'), name: 'Dana Officer' });
      await officer.people.export({ contactId });
      const { events } = await stage.staff.people.export({ contactId });
      const exports = events.filter(({ type }) => type === 'person.exported');
      equal(exports.at(-1)?.by, 'Dana Officer', 'whatever the mails that are still on their way add');
    },
  },
  {
    title: 'a contact without an address or a login is exported and erased alone',
    needs,
    async run({ staff, ids, email }) {
      for (const [contactId, address] of [
        [ids.bareContact, null],
        [ids.contact, email('ada')],
      ] as const) {
        const { contacts, login, access, mails, sessions } = await staff.people.export({ contactId });
        equal(
          contacts.map(contact => [contact.id, contact.email]),
          [[contactId, address]],
        );
        equal([login, access, mails, sessions], [null, [], [], []]);
      }
      await staff.people.erase({ contactId: ids.bareContact });
      await rejects(staff.contacts.get({ contactId: ids.bareContact }), 'not-found');
      equal((await staff.contacts.get({ contactId: ids.contact })).firstName, 'Ada', 'the other one');
    },
  },
  {
    title: 'an erased person is in no list, and is missing wherever they are asked for',
    needs: [...needs, 'access.listForContact', 'recovery.plan', 'users.deactivate'],
    async run(stage) {
      const { staff, ids } = stage;
      const contactId = await granted(stage);
      await staff.access.grant({ accountId: ids.globex, contact: newcomer(stage) });
      await staff.access.grant({ accountId: ids.acme, contact: newcomer(stage, 'other') });
      await stage.subject.register(stage.email('nia'));
      equal(await staff.people.erase({ contactId }), { done: true });
      equal(
        (await clientsOf(stage, ids.acme)).map(row => row.email),
        [stage.email('other')],
      );
      equal(await clientsOf(stage, ids.globex), []);
      await rejects(staff.contacts.get({ contactId }), 'not-found');
      await rejects(staff.access.listForContact({ contactId }), 'not-found');
      await rejects(staff.recovery.plan({ contactId }), 'not-found');
      await rejects(staff.users.deactivate({ contactId }), 'not-found');
      await rejects(staff.people.export({ contactId }), 'not-found');
      await rejects(staff.people.erase({ contactId }), 'not-found');
    },
  },
  {
    title: 'an address that was erased makes a new person, with nothing of the old one',
    needs: [...needs, 'access.preflight'],
    async run(stage) {
      const { staff, ids } = stage;
      const before = await granted(stage);
      await stage.subject.register(stage.email('nia'));
      await staff.people.export({ contactId: before });
      await staff.people.erase({ contactId: before });
      const contact = { ...newcomer(stage), firstName: 'Other', lastName: 'Person' };
      equal((await staff.access.preflight({ accountId: ids.acme, email: contact.email })).verdict, 'free');
      const again = await staff.access.grant({ accountId: ids.acme, contact });
      equal([again.contactId === before, again.firstName, again.status], [false, 'Other', 'PENDING']);
      const { contacts, login, access, mails, events } = await staff.people.export({
        contactId: again.contactId ?? '',
      });
      equal([contacts.length, login?.state, access.length, mails.length], [1, 'invited', 1, 1]);
      equal(
        events.filter(event => !event.type.startsWith('mail.')).map(event => event.type),
        ['contact.created', 'user.invited', 'access.granted'],
      );
    },
  },
  {
    title: 'all contacts with the address are one person, whichever of them is named',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      const twin = {
        id: `${ids.contact}-twin`,
        accountId: ids.globex,
        firstName: 'A.',
        lastName: 'L.',
        email: email('ADA'),
      };
      await staff.records.upsert({ contacts: [twin] });
      await staff.access.grant({ accountId: ids.acme, contact: newcomer(stage, 'ada') });
      const { contacts, access } = await staff.people.export({ contactId: twin.id });
      equal(contacts.map(contact => contact.id).sort(), [ids.contact, twin.id].sort());
      equal(
        access.map(row => row.accountId),
        [ids.acme],
      );
      await staff.people.erase({ contactId: twin.id });
      await rejects(staff.contacts.get({ contactId: ids.contact }), 'not-found');
      await rejects(staff.contacts.get({ contactId: twin.id }), 'not-found');
      equal(await clientsOf(stage, ids.acme), []);
    },
  },
  {
    title: 'a person is exported and erased only by whoever sees every account that they have to do with',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      const contactId = await granted(stage);
      await staff.access.grant({ accountId: ids.globex, contact: newcomer(stage) });
      const twin = { id: `${ids.contact}-twin`, accountId: ids.globex, firstName: 'A.', lastName: 'L.' };
      await staff.records.upsert({ contacts: [{ ...twin, email: email('ada') }] });
      for (const accounts of [[ids.acme], [ids.globex]]) {
        const partner = await stage.limited({ accounts });
        for (const id of [contactId, ids.contact, twin.id]) {
          await rejects(partner.people.export({ contactId: id }), 'not-found');
          await rejects(partner.people.erase({ contactId: id }), 'not-found');
        }
      }
      equal((await clientsOf(stage, ids.acme)).length, 1, 'nothing is erased');
      const both = await stage.limited({ accounts: [ids.acme, ids.globex] });
      for (const id of [contactId, ids.contact]) {
        const { contacts } = await both.people.export({ contactId: id });
        ok(
          contacts.some(contact => contact.id === id),
          'the contact who was asked for',
        );
        equal(await both.people.erase({ contactId: id }), { done: true });
      }
    },
  },
  {
    title: 'of two erasures of one person at once, one is done and the other finds nobody',
    needs,
    async run(stage) {
      const contactId = await granted(stage);
      const outcomes = await Promise.allSettled([1, 2].map(() => stage.staff.people.erase({ contactId })));
      const [refused] = outcomes.filter(outcome => outcome.status === 'rejected');
      equal(outcomes.filter(outcome => outcome.status === 'fulfilled').length, 1, 'erasures that were done');
      await rejects(Promise.reject(refused?.reason), 'not-found');
    },
  },
  {
    title: 'a repeat of a call that told of an erased person finds nobody, and brings nobody back',
    needs: [...needs, 'recovery.send', 'access.preflight'],
    async run(stage) {
      const { staff, ids, email } = stage;
      const [granting, sending, other] = [1, 2, 3].map(() => ({ idempotencyKey: crypto.randomUUID() }));
      const grant = { accountId: ids.acme, contact: newcomer(stage) };
      const { contactId } = await staff.access.grant(grant, granting);
      const send = { contactId: contactId ?? '', action: 'resend-registration' } as const;
      await staff.recovery.send(send, sending);
      const others = { accountId: ids.acme, contact: newcomer(stage, 'other') };
      const kept = await staff.access.grant(others, other);
      await staff.people.erase({ contactId: send.contactId });
      await rejects(staff.access.grant(grant, granting), 'not-found');
      await rejects(staff.recovery.send(send, sending), 'not-found');
      equal((await staff.access.preflight({ accountId: ids.acme, email: email('nia') })).verdict, 'free');
      equal(await staff.access.grant(others, other), kept, 'the answer about somebody else');
    },
  },
];

/** Somebody with access to the first account; answers their contact's id. */
async function granted(stage: Stage): Promise<string> {
  const { contactId } = await stage.staff.access.grant({ accountId: stage.ids.acme, contact: newcomer(stage) });
  return contactId ?? '';
}
