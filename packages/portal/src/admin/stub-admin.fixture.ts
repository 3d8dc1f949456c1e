import { portOverHttp } from '@portico/adapters/http';
import { type Access, type Account, type Contact, permissions, type StaffSession, staffSession } from '@portico/core';
import { type Answer, refuse, stubNetwork } from '../stub-network.fixture.ts';
import type { Notice } from '../visit.ts';
import type { Admin, AdminApi } from './admin.ts';
import type { Place } from './places.ts';
import { signedInBy } from './signed-in.ts';

/** For tests: a member of staff who may do everything. */
export const nora: StaffSession = {
  name: 'Nora Lindqvist',
  email: 'nora.lindqvist@example.com',
  permissions: [...permissions],
  expiresAt: '2027-01-01T10:00:00.000Z',
};

export const acme: Account = {
  id: 'portico:1',
  market: 'Germany',
  name: 'Acme Health',
  active: true,
  membershipEnd: '2030-12-31',
};

export const ada: Contact = {
  id: 'portico:2',
  accountId: acme.id,
  firstName: 'Ada',
  lastName: 'Keller',
  email: 'ada.keller@example.com',
  phone: '+49 30 5550101',
  jobTitle: 'IHM customer',
  userState: 'active',
};

/** Ada's access to Acme. */
export const adasAccess: Access = {
  id: '9',
  kind: 'client',
  accountId: acme.id,
  market: acme.market,
  accountName: acme.name,
  contactId: ada.id,
  firstName: ada.firstName,
  lastName: ada.lastName,
  email: ada.email ?? '',
  jobTitle: ada.jobTitle,
  role: 'guest',
  status: 'COMPLETE',
  standing: 'open',
  mailFailed: false,
  grantedAt: '2026-03-01T09:00:00.000Z',
  grantedBy: nora.name,
  orderId: null,
};

/** A page of a list. */
export const rows = <T>(items: T[], nextCursor: string | null = null) => ({ items, nextCursor });

/** The real API client in front of a stubbed network, where Nora is signed in and one client exists unless told. */
export function stubStaffServer(answers: Record<string, Answer> = {}) {
  const standard: Record<string, Answer> = {
    'GET /staff/session': () => nora,
    'GET /staff/session/ways': () => ({ mail: true, company: null }),
    'POST /staff/session/token': () => ({ token: 'token', expiresAt: '2027-01-01T10:00:00.000Z' }),
    'GET /settings': () => ({
      jobTitles: [],
      roles: [{ id: 'guest', name: 'Guest', assignable: true }],
      hasMarkets: true,
    }),
    'GET /accounts': () => rows([acme]),
    'GET /events': refuse('forbidden'),
  };
  const api: AdminApi = portOverHttp({ staffSession }, { baseUrl: location.origin, credentials: 'same-origin' });
  return { ...stubNetwork({ ...standard, ...answers }), api };
}

/** Admin pages that note where a page wants to go. */
export function stubAdmin(api: AdminApi) {
  const went: Place[] = [];
  const left: (Notice | 'ended' | undefined)[] = [];
  const told: string[] = [];
  const noted: Place[] = [];
  const arrivals: string[] = [];
  const admin: Admin = {
    api,
    name: 'Acme Portal',
    typedEmail: '',
    signedIn: signedInBy(api, { onKnown() {}, onEnded: () => left.push('ended') }),
    start() {},
    remember() {},
    go: place => went.push(place),
    arrive: () => arrivals.push('arrived'),
    leave: notice => left.push(notice),
    readdress: place => noted.push(place),
    tellOthers: change => told.push(change),
  };
  return { admin, went, left, told, noted, arrivals };
}
