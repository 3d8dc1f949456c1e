import { equal, rejects } from './expect.ts';
import { newcomer } from './people.ts';
import type { Case } from './subject.ts';

const needs = ['access.grant', 'access.listForAccount'] as const;

export const idempotencyCases: Case[] = [
  {
    title: 'a repeat with the same key has the effect and the answer of one call',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const idempotencyKey = crypto.randomUUID();
      const input = { accountId: ids.acme, contact: newcomer(stage) };
      const first = await staff.access.grant(input, { idempotencyKey });
      equal(await staff.access.grant(input, { idempotencyKey }), first, 'the repeated answer');
    },
  },
  {
    title: 'of fifty equal keys at once, all get the one answer',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const idempotencyKey = crypto.randomUUID();
      const input = { accountId: ids.acme, contact: newcomer(stage) };
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => staff.access.grant(input, { idempotencyKey })),
      );
      equal(new Set(answers.map(answer => answer.id)).size, 1, 'different answers');
      const { items } = await staff.access.listForAccount({ accountId: ids.acme });
      equal(items.filter(row => row.kind === 'client').length, 1, 'people with access');
    },
  },
  {
    title: 'a key that comes back with another input is refused',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const idempotencyKey = crypto.randomUUID();
      await staff.access.grant({ accountId: ids.acme, contact: newcomer(stage, 'one') }, { idempotencyKey });
      await rejects(
        staff.access.grant({ accountId: ids.acme, contact: newcomer(stage, 'two') }, { idempotencyKey }),
        'idempotency-mismatch',
      );
    },
  },
  {
    title: 'a failed call leaves its key free for the corrected one',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const idempotencyKey = crypto.randomUUID();
      const contact = newcomer(stage);
      await rejects(
        staff.access.grant({ accountId: ids.acme, contact, role: 'no-such-role' }, { idempotencyKey }),
        'invalid-request',
      );
      equal((await staff.access.grant({ accountId: ids.acme, contact }, { idempotencyKey })).email, contact.email);
    },
  },
  {
    title: 'another member of staff with the same key makes a call of their own',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      const idempotencyKey = crypto.randomUUID();
      const colleague = await stage.limited({ email: email('colleague') });
      const input = { accountId: ids.acme, contact: newcomer(stage) };
      await staff.access.grant(input, { idempotencyKey });
      await rejects(colleague.access.grant(input, { idempotencyKey }), 'registration-pending');
    },
  },
  {
    title: 'the same input in another order of fields is the same call',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const idempotencyKey = crypto.randomUUID();
      const { email, firstName, lastName } = newcomer(stage);
      const first = await staff.access.grant(
        { accountId: ids.acme, contact: { email, firstName, lastName } },
        { idempotencyKey },
      );
      const again = await staff.access.grant(
        { contact: { lastName, firstName, email, phone: undefined }, accountId: ids.acme },
        { idempotencyKey },
      );
      equal(again, first, 'the repeated answer');
    },
  },
  {
    title: 'a member of staff is one caller, however their address is written',
    needs,
    async run(stage) {
      const { staff, ids, email } = stage;
      const idempotencyKey = crypto.randomUUID();
      const shouting = await stage.limited({ email: email('SAM.SUPPORT') });
      const input = { accountId: ids.acme, contact: newcomer(stage) };
      const first = await staff.access.grant(input, { idempotencyKey });
      equal(await shouting.access.grant(input, { idempotencyKey }), first, 'the repeated answer');
    },
  },
  {
    title: 'a repeat by somebody who may see the record no more answers like a missing one',
    needs: [...needs, 'recovery.send'],
    async run(stage) {
      const { staff, ids } = stage;
      const [granting, sending] = [crypto.randomUUID(), crypto.randomUUID()].map(idempotencyKey => ({
        idempotencyKey,
      }));
      const contact = newcomer(stage);
      const { contactId } = await staff.access.grant({ accountId: ids.acme, contact }, granting);
      const send = { contactId: contactId ?? '', action: 'resend-registration' } as const;
      await staff.recovery.send(send, sending);
      const narrowed = await stage.limited({ accounts: [ids.globex] });
      await rejects(narrowed.access.grant({ accountId: ids.acme, contact }, granting), 'not-found');
      await rejects(narrowed.recovery.send(send, sending), 'not-found');
      const other = { ...contact, firstName: 'Other' };
      await rejects(narrowed.access.grant({ accountId: ids.acme, contact: other }, granting), 'not-found');
      equal((await staff.recovery.send(send, sending)).email, contact.email, 'the answer is still there');
    },
  },
  {
    title: 'a key that is too long to keep is refused',
    needs,
    async run(stage) {
      const input = { accountId: stage.ids.acme, contact: newcomer(stage) };
      const error = await rejects(
        stage.staff.access.grant(input, { idempotencyKey: 'k'.repeat(256) }),
        'invalid-request',
      );
      equal(error.fields, { 'idempotency-key': 'invalid' });
    },
  },
];
