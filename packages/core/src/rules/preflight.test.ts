import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
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
  mayExtend: fc.boolean(),
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

test('one more account needs the permission for it', () => {
  const base = { email: 'ada@example.com', isStaff: false, contact, hasAccessSince: null, elsewhere: [] };
  const user = { state: 'active' as const, lastMailAt: null };
  assert.equal(preflight({ ...base, user, mayExtend: true }).next, 'create');
  assert.equal(preflight({ ...base, user, mayExtend: false }).next, 'ask-support');
});
