import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PersonExport } from '../person-export.ts';
import { personExport } from './person-export.ts';

const at = new Date('2026-03-01T10:00:00Z');
const later = new Date('2026-03-02T10:00:00Z');
const account = { id: 'A1', market: 'Spain', name: 'Acme Health', key: 'not told' };

const facts = {
  at,
  contacts: [
    {
      id: 'C1',
      account,
      firstName: 'Ada',
      lastName: 'Keller',
      email: 'ada@example.com',
      phone: null,
      jobTitle: 'Analyst',
      createdAt: at,
      updatedAt: later,
      emailKey: 'not told',
    },
  ],
  login: { state: 'invited' as const, createdAt: at, registeredAt: null, lastMailAt: later, loginKey: 'not told' },
  access: [{ account, role: 'guest', grantedAt: at, grantedBy: 'Erin Executive', orderId: 'O1', uuid: 'not told' }],
  mails: [
    {
      kind: 'registration',
      to: 'ada@example.com',
      subject: 'Welcome',
      state: 'sent',
      createdAt: at,
      sentAt: later,
      html: 'not told',
    },
  ],
  sessions: [{ createdAt: at, expiresAt: later, address: '192.0.2.1', browser: null, token: 'not told' }],
  events: [{ type: 'access.granted', at, by: 'Erin Executive', id: 'not told' }],
};

test('a person is told what is kept about them, and none of what rows hold beside it', () => {
  const told = personExport(facts);
  assert.deepEqual(told, {
    at: '2026-03-01T10:00:00.000Z',
    contacts: [
      {
        id: 'C1',
        accountId: 'A1',
        market: 'Spain',
        accountName: 'Acme Health',
        firstName: 'Ada',
        lastName: 'Keller',
        email: 'ada@example.com',
        phone: null,
        jobTitle: 'Analyst',
        createdAt: '2026-03-01T10:00:00.000Z',
        updatedAt: '2026-03-02T10:00:00.000Z',
      },
    ],
    login: {
      state: 'invited',
      createdAt: '2026-03-01T10:00:00.000Z',
      registeredAt: null,
      lastMailAt: '2026-03-02T10:00:00.000Z',
    },
    access: [
      {
        accountId: 'A1',
        market: 'Spain',
        accountName: 'Acme Health',
        role: 'guest',
        grantedAt: '2026-03-01T10:00:00.000Z',
        grantedBy: 'Erin Executive',
        orderId: 'O1',
      },
    ],
    mails: [
      {
        kind: 'registration',
        to: 'ada@example.com',
        subject: 'Welcome',
        state: 'sent',
        createdAt: '2026-03-01T10:00:00.000Z',
        sentAt: '2026-03-02T10:00:00.000Z',
      },
    ],
    sessions: [
      {
        createdAt: '2026-03-01T10:00:00.000Z',
        expiresAt: '2026-03-02T10:00:00.000Z',
        address: '192.0.2.1',
        browser: null,
      },
    ],
    events: [{ type: 'access.granted', at: '2026-03-01T10:00:00.000Z', by: 'Erin Executive' }],
  } satisfies PersonExport);
  assert.deepEqual(PersonExport.parse(told), told);
});

test('of a person without a login it is told that there is none', () => {
  const told = personExport({ ...facts, login: null, access: [], sessions: [] });
  assert.equal(told.login, null);
});
