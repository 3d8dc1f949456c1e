import { equal, ok, rejects } from './expect.ts';
import { newcomer } from './people.ts';
import type { Case, Stage } from './subject.ts';

const needs = ['recovery.plan', 'recovery.send', 'access.grant'] as const;

/** Somebody with a login, just invited. */
async function invited(stage: Stage) {
  const contact = newcomer(stage);
  const granted = await stage.staff.access.grant({ accountId: stage.ids.acme, contact });
  return { ...contact, contactId: granted.contactId ?? '' };
}

export const recoveryCases: Case[] = [
  {
    title: 'a contact without a login has nothing to recover',
    needs,
    async run({ staff, ids }) {
      equal((await staff.recovery.plan({ contactId: ids.contact })).action, 'create-user');
      await rejects(staff.recovery.send({ contactId: ids.contact, action: 'send-reset' }), 'no-login');
    },
  },
  {
    title: 'who has not registered gets the registration mail again, and no reset',
    needs,
    async run(stage) {
      const { recovery } = stage.staff;
      const { contactId, email } = await invited(stage);
      equal((await recovery.plan({ contactId })).action, 'resend-registration');
      await rejects(recovery.send({ contactId, action: 'send-reset' }), 'registration-pending');
      const sent = await recovery.send({ contactId, action: 'resend-registration' });
      equal([sent.action, sent.email], ['resend-registration', email]);
    },
  },
  {
    title: 'who has registered gets a reset, and no registration mail',
    needs,
    async run(stage) {
      const { recovery } = stage.staff;
      const { contactId, email } = await invited(stage);
      await stage.subject.register(email);
      equal((await recovery.plan({ contactId })).action, 'send-reset');
      await rejects(recovery.send({ contactId, action: 'resend-registration' }), 'already-registered');
      equal((await recovery.send({ contactId, action: 'send-reset' })).action, 'send-reset');
    },
  },
  {
    title: 'a second mail within a minute is held back, with the time of the first',
    needs,
    async run(stage) {
      const { recovery } = stage.staff;
      const { contactId } = await invited(stage);
      const sent = await recovery.send({ contactId, action: 'resend-registration' });
      const plan = await recovery.plan({ contactId });
      equal([plan.action, plan.sentAt], ['wait', sent.sentAt]);
      const error = await rejects(recovery.send({ contactId, action: 'resend-registration' }), 'sent-recently');
      ok((error.retryAfter ?? 0) > 0 && (error.retryAfter ?? 0) <= 60, 'a time to wait of at most a minute');
      await stage.subject.advance(61);
      equal((await recovery.plan({ contactId })).action, 'resend-registration');
    },
  },
  {
    title: 'of many sends at once, one is sent',
    needs,
    async run(stage) {
      const { contactId } = await invited(stage);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () => stage.staff.recovery.send({ contactId, action: 'resend-registration' })),
      );
      equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1, 'mails sent');
    },
  },
  {
    title: 'a deactivated login is not recovered, and works on when it is reactivated',
    needs: [...needs, 'users.deactivate', 'users.reactivate', 'access.listForContact'],
    async run(stage) {
      const { recovery, users, access } = stage.staff;
      const { contactId, email } = await invited(stage);
      await stage.subject.register(email);
      equal((await users.deactivate({ contactId })).userState, 'deactivated');
      equal((await recovery.plan({ contactId })).action, 'reactivate');
      await rejects(recovery.send({ contactId, action: 'send-reset' }), 'user-deactivated');
      const standingOf = async () =>
        (await access.listForContact({ contactId })).items.map(row => [row.status, row.standing]);
      equal(await standingOf(), [['COMPLETE', 'deactivated']]);
      equal((await users.reactivate({ contactId })).userState, 'active');
      equal(await standingOf(), [['COMPLETE', 'open']]);
    },
  },
  {
    title: 'a contact without a login has none to deactivate',
    needs: ['users.deactivate', 'users.reactivate'],
    async run({ staff, ids }) {
      await rejects(staff.users.deactivate({ contactId: ids.contact }), 'no-login');
      await rejects(staff.users.reactivate({ contactId: ids.contact }), 'no-login');
    },
  },
  {
    title: 'a login that is deactivated before it is registered needs a new mail to register with',
    needs: [...needs, 'users.deactivate', 'users.reactivate'],
    async run(stage) {
      const { recovery, users } = stage.staff;
      const { contactId, email } = await invited(stage);
      await users.deactivate({ contactId });
      equal((await users.reactivate({ contactId })).userState, 'invited');
      const isRegistered = await stage.subject.register(email).then(
        () => true,
        () => false,
      );
      equal(isRegistered, false, 'registered by the mail from before');
      await recovery.send({ contactId, action: 'resend-registration' });
      await stage.subject.register(email);
      equal((await recovery.plan({ contactId })).action, 'wait');
    },
  },
];
