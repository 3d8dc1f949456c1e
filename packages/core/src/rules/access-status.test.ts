import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AccessFacts, accessStatus, dateIn, standing } from './access-status.ts';

const today = '2026-06-15';
const facts: fc.Arbitrary<AccessFacts> = fc.record({
  user: fc.option(
    fc.record({ state: fc.constantFrom('invited', 'active', 'deactivated'), isRegistered: fc.boolean() }),
  ),
  account: fc.record({
    active: fc.boolean(),
    membershipEnd: fc.option(fc.constantFrom('2026-06-14', '2026-06-15', '2026-06-16')),
  }),
});

test('the status speaks of registration only', () => {
  fc.assert(
    fc.property(facts, known => {
      assert.equal(accessStatus(known), known.user && !known.user.isRegistered ? 'PENDING' : 'COMPLETE');
    }),
  );
});

test('an access is open exactly where login, account and membership all are', () => {
  fc.assert(
    fc.property(facts, known => {
      const { active, membershipEnd } = known.account;
      const isOpen =
        known.user?.state !== 'deactivated' && active && (membershipEnd === null || membershipEnd >= today);
      assert.equal(standing(known, today) === 'open', isOpen);
    }),
  );
});

test('a membership counts to the end of its last day in the time zone of the portal', () => {
  const account = { active: true, membershipEnd: '2026-06-15' };
  const lateEvening = new Date('2026-06-16T02:00:00Z');
  assert.equal(standing({ user: null, account }, dateIn('America/New_York', lateEvening)), 'open');
  assert.equal(standing({ user: null, account }, dateIn('Europe/Oslo', lateEvening)), 'membership-ended');
});

test('a date is written year, month, day', () => {
  assert.equal(dateIn('UTC', new Date('2026-03-04T12:00:00Z')), '2026-03-04');
});
