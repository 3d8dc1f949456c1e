import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Permission, permissions } from '../permissions.ts';
import { grantRefusal, type PreflightFacts, preflight } from './preflight.ts';

const instant = fc.constant('2026-01-01T00:00:00.000Z');
const contact = { id: 'c', firstName: 'A', lastName: 'B', phone: null, jobTitle: null };
const facts: fc.Arbitrary<PreflightFacts> = fc.record({
  email: fc.constantFrom('ada@example.com', 'broken'),
  isStaff: fc.boolean(),
  contact: fc.constantFrom(null, contact),
  user: fc.option(
    fc.record({ state: fc.constantFrom('invited', 'active', 'deactivated'), lastMailAt: fc.option(instant) }),
  ),
  hasAccessSince: fc.option(instant),
  elsewhere: fc.constantFrom([], [{ id: 'x', market: 'Norway', name: 'Globex' }]),
  permissions: fc.subarray([...permissions]).map(held => new Set(held)),
  accountStanding: fc.constantFrom('open', 'account-inactive', 'membership-ended'),
});

test('submitting is offered exactly where it would be done', () => {
  fc.assert(
    fc.property(facts, known => {
      const verdict = preflight(known);
      assert.equal(grantRefusal(verdict) === undefined, verdict.next === 'create');
    }),
  );
});

test('nobody with access to this account, a login switched off, or a place on the staff is ever offered to be created', () => {
  fc.assert(
    fc.property(facts, known => {
      if (preflight(known).next !== 'create') return;
      assert.equal(known.isStaff, false);
      assert.notEqual(known.user?.state, 'deactivated');
      assert.ok(!known.user || known.hasAccessSince === null);
    }),
  );
});

test('a resend is offered only to who is invited here', () => {
  fc.assert(
    fc.property(facts, known => {
      if (preflight(known).next !== 'resend-registration') return;
      assert.equal(known.user?.state, 'invited');
      assert.notEqual(known.hasAccessSince, null);
    }),
  );
});

test('what the caller may not do is offered by support', () => {
  fc.assert(
    fc.property(facts, known => {
      const { verdict, next } = preflight(known);
      const asks = (permission: Permission) => (known.permissions.has(permission) ? 'allowed' : 'ask-support');
      if (verdict === 'has-access-elsewhere') assert.equal(next === 'create' ? 'allowed' : next, asks('access:extend'));
      if (verdict === 'deactivated') assert.equal(next === 'reactivate' ? 'allowed' : next, asks('users:deactivate'));
      if (verdict === 'pending') assert.equal(next === 'resend-registration' ? 'allowed' : next, asks('users:recover'));
    }),
  );
});

test('an account that opens nothing is told with every verdict', () => {
  fc.assert(fc.property(facts, known => assert.equal(preflight(known).accountStanding, known.accountStanding)));
});
