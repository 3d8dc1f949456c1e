import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recoveryCooldown, recoveryPlan, recoveryRefusal } from './recovery-plan.ts';

const now = new Date('2026-01-01T12:00:00Z');
const user = fc.record({
  state: fc.constantFrom('invited' as const, 'active' as const, 'deactivated' as const),
  lastMailAt: fc.constant(null),
  lastRecoveryMailAt: fc.option(
    fc.integer({ min: -200, max: 200 }).map(seconds => new Date(now.getTime() - seconds * 1000)),
  ),
});

test('no mail goes out within the cooldown, to a switched-off login, or to nobody', () => {
  fc.assert(
    fc.property(fc.option(user), person => {
      const { action } = recoveryPlan({ email: 'ada@example.com', user: person }, now);
      const sends = action === 'send-reset' || action === 'resend-registration';
      const age = person?.lastRecoveryMailAt
        ? (now.getTime() - person.lastRecoveryMailAt.getTime()) / 1000
        : Number.POSITIVE_INFINITY;
      assert.equal(sends, person !== null && person.state !== 'deactivated' && age >= recoveryCooldown);
    }),
  );
});

test('a reset goes to who has registered, the registration mail to who has not', () => {
  const plan = (state: 'invited' | 'active') =>
    recoveryPlan({ email: null, user: { state, lastMailAt: now, lastRecoveryMailAt: null } }, now).action;
  assert.equal(plan('active'), 'send-reset');
  assert.equal(plan('invited'), 'resend-registration');
});

test('the time to wait is within the cooldown even when clocks disagree', () => {
  fc.assert(
    fc.property(user, person => {
      const { action, retryAfter } = recoveryPlan({ email: null, user: person }, now);
      if (action !== 'wait') return assert.equal(retryAfter, null);
      assert.ok(retryAfter !== null && retryAfter > 0 && retryAfter <= recoveryCooldown);
    }),
  );
});

test('a send is refused exactly where the plan is another, and says what it is', () => {
  fc.assert(
    fc.property(fc.option(user), fc.constantFrom('send-reset', 'resend-registration'), (person, asked) => {
      const plan = recoveryPlan({ email: null, user: person }, now);
      assert.equal(recoveryRefusal(plan, asked) === undefined, plan.action === asked);
    }),
  );
  const base = { email: null, sentAt: null, retryAfter: null };
  assert.equal(recoveryRefusal({ ...base, action: 'create-user' }, 'send-reset'), 'no-login');
  assert.equal(recoveryRefusal({ ...base, action: 'reactivate' }, 'send-reset'), 'user-deactivated');
  assert.equal(recoveryRefusal({ ...base, action: 'wait', retryAfter: 9 }, 'send-reset'), 'sent-recently');
  assert.equal(recoveryRefusal({ ...base, action: 'resend-registration' }, 'send-reset'), 'registration-pending');
  assert.equal(recoveryRefusal({ ...base, action: 'send-reset' }, 'resend-registration'), 'already-registered');
});
