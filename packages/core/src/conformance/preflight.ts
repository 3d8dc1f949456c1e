import { equal } from './expect.ts';
import { newcomer } from './people.ts';
import type { Case, Stage } from './subject.ts';

const needs = ['access.preflight'] as const;
const granting = [...needs, 'access.grant'] as const;

async function verdictOn({ staff, ids }: Stage, email: string, accountId = ids.acme) {
  const { verdict, next } = await staff.access.preflight({ accountId, email });
  return [verdict, next];
}

export const preflightCases: Case[] = [
  {
    title: 'an unknown address is free',
    needs,
    run: async stage => equal(await verdictOn(stage, stage.email('nobody')), ['free', 'create']),
  },
  {
    title: 'an address that is none says what is wrong with it',
    needs,
    async run({ staff, ids }) {
      const verdict = await staff.access.preflight({ accountId: ids.acme, email: '"a b"@example.com' });
      equal([verdict.verdict, verdict.next, verdict.problem], ['invalid-email', 'correct-email', 'email-quoted']);
    },
  },
  {
    title: 'a contact without a login is told with the fields that are known',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      const verdict = await staff.access.preflight({ accountId: ids.acme, email: email('ada') });
      equal([verdict.verdict, verdict.next], ['existing-contact', 'create']);
      equal(verdict.contact, {
        id: ids.contact,
        firstName: 'Ada',
        lastName: 'Lovelace',
        phone: null,
        jobTitle: 'Analyst',
      });
    },
  },
  {
    title: 'an address of staff is told',
    needs,
    run: async stage =>
      equal(await verdictOn(stage, stage.email('erin.executive')), ['staff-address', 'correct-email']),
  },
  {
    title: 'a pending registration, then an access since when, are told',
    needs: granting,
    async run(stage) {
      const { staff, ids } = stage;
      const contact = newcomer(stage);
      const granted = await staff.access.grant({ accountId: ids.acme, contact });
      const pending = await staff.access.preflight({ accountId: ids.acme, email: contact.email });
      equal([pending.verdict, pending.next, pending.since], ['pending', 'resend-registration', granted.grantedAt]);
      equal(pending.mailSentAt !== null, true, 'when the mail was sent is known');
      await stage.subject.register(contact.email);
      equal(await verdictOn(stage, contact.email), ['has-access', 'none']);
    },
  },
  {
    title: 'a deactivated login is told',
    needs: [...granting, 'users.deactivate'],
    async run(stage) {
      const { staff, ids } = stage;
      const contact = newcomer(stage);
      const granted = await staff.access.grant({ accountId: ids.acme, contact });
      await staff.users.deactivate({ contactId: granted.contactId ?? '' });
      equal(await verdictOn(stage, contact.email), ['deactivated', 'reactivate']);
    },
  },
  {
    title: 'access to another account is told with what the caller may do about it',
    needs: granting,
    async run(stage) {
      const { staff, ids } = stage;
      const contact = newcomer(stage);
      await staff.access.grant({ accountId: ids.acme, contact });
      const verdict = await staff.access.preflight({ accountId: ids.globex, email: contact.email });
      equal(
        [verdict.verdict, verdict.next, verdict.accounts.map(({ id }) => id)],
        ['has-access-elsewhere', 'create', [ids.acme]],
      );
      const seller = await stage.limited({ without: ['access:extend'] });
      const asked = await seller.access.preflight({ accountId: ids.globex, email: contact.email });
      equal([asked.verdict, asked.next], ['has-access-elsewhere', 'ask-support']);
    },
  },
  {
    title: 'what the caller may not do is sent to support',
    needs: [...granting, 'users.deactivate'],
    async run(stage) {
      const { staff, ids } = stage;
      const contact = newcomer(stage);
      const granted = await staff.access.grant({ accountId: ids.acme, contact });
      const seller = await stage.limited({ without: ['users:recover', 'users:deactivate'] });
      const next = async () => (await seller.access.preflight({ accountId: ids.acme, email: contact.email })).next;
      equal(await next(), 'ask-support');
      await staff.users.deactivate({ contactId: granted.contactId ?? '' });
      equal(await next(), 'ask-support');
    },
  },
  {
    title: 'an account that opens nothing is told before anybody is given access to it',
    needs: [...needs, 'accounts.get'],
    async run({ staff, ids, email }) {
      const { market, name } = await staff.accounts.get({ accountId: ids.globex });
      const standing = async () =>
        (await staff.access.preflight({ accountId: ids.globex, email: email('nobody') })).accountStanding;
      equal(await standing(), 'open');
      await staff.records.upsert({ accounts: [{ id: ids.globex, market, name, membershipEnd: '2020-01-01' }] });
      equal(await standing(), 'membership-ended');
    },
  },
];
