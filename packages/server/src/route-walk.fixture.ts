import assert from 'node:assert/strict';
import test from 'node:test';
import {
  type Backend,
  backendRoutes,
  isPermission,
  listRoutes,
  type Permission,
  permissions,
  type RouteGroups,
  serverRoutes,
  type TokenRequest,
} from '@portico/core';
import { fillIn, principal, type sender } from './app.fixture.ts';

/** Whom a route is for: staff by a permission, others by the way they prove who they are, or everybody. */
type Audience = Permission | 'everybody' | 'api-key' | 'client' | 'staff-session';

/** `A` and `B` have an account with a contact each; of `Q` there is nothing. */
type Letter = 'A' | 'B' | 'Q';

interface Cell {
  /** Said here once more, so that a route cannot open to others by a slip in the table. */
  to: Audience;
  /** How it answers whom it is for, about an account they see. */
  status: number;
  /** What is sent; `unique` is another text for each call. */
  body?: (letter: Letter, unique: string) => object;
}

/** Every operation there is; one that is missing here fails the walk. */
const cells: Record<string, Cell> = {
  'access.listForAccount': { to: 'access:read', status: 200 },
  'access.listForContact': { to: 'access:read', status: 200 },
  'access.preflight': { to: 'access:grant', status: 200, body: () => ({ email: 'new@example.com' }) },
  'access.grant': {
    to: 'access:grant',
    status: 200,
    body: (_, unique) => ({ contact: { email: `${unique}@example.com`, firstName: 'New', lastName: 'Person' } }),
  },
  'accounts.list': { to: 'access:read', status: 200 },
  'accounts.get': { to: 'access:read', status: 200 },
  'contacts.get': { to: 'contacts:read', status: 200 },
  'contacts.link': { to: 'contacts:write', status: 200, body: letter => ({ id: `003${letter}` }) },
  'events.stream': { to: 'events:read', status: 200 },
  'people.export': { to: 'people:export', status: 200 },
  'people.erase': { to: 'people:erase', status: 200 },
  'records.upsert': {
    to: 'records:upsert',
    status: 200,
    body: (letter, unique) => ({
      accounts: [{ id: `001${letter}`, market: 'Wien', name: unique }],
      orders: [{ id: `801${unique}`, accountId: `001${letter}` }],
      contacts: [{ id: `003${letter}`, accountId: `001${letter}`, firstName: 'Eve', lastName: 'Example' }],
    }),
  },
  // The contact has no login yet, so that there is nothing to recover and nothing to switch.
  'recovery.plan': { to: 'users:recover', status: 200 },
  'recovery.send': { to: 'users:recover', status: 409, body: () => ({ action: 'send-reset' }) },
  'settings.get': { to: 'access:read', status: 200 },
  'users.deactivate': { to: 'users:deactivate', status: 409 },
  'users.reactivate': { to: 'users:deactivate', status: 409 },

  'tokens.create': {
    to: 'api-key',
    status: 200,
    body: () => ({ staff: { email: 'grace@example.com', name: 'Grace Example' }, source: 'crm', permissions: [] }),
  },
  'session.get': { to: 'client', status: 200 },
  'session.home': { to: 'client', status: 200 },
  // What is wrong with the proof in the body is told to everybody alike.
  'session.signIn': { to: 'everybody', status: 401, body: () => ({ email: 'nobody@example.com', password: 'wrong' }) },
  'session.signOut': { to: 'everybody', status: 200 },
  'staffSession.ways': { to: 'everybody', status: 200 },
  'staffSession.requestLink': {
    to: 'everybody',
    status: 200,
    body: (_, unique) => ({ email: `${unique}@example.com` }),
  },
  'staffSession.signIn': { to: 'everybody', status: 404, body: () => ({ token: 'none' }) },
  'staffSession.get': { to: 'staff-session', status: 200 },
  'staffSession.token': { to: 'staff-session', status: 200 },
  'staffSession.signOut': { to: 'everybody', status: 200 },
  'links.describe': { to: 'everybody', status: 404, body: () => ({ token: 'none' }) },
  'links.use': { to: 'everybody', status: 404, body: () => ({ token: 'none', password: 'long enough for one' }) },
  'links.renew': { to: 'everybody', status: 404, body: () => ({ token: 'none' }) },
  'links.forgot': { to: 'everybody', status: 200, body: (_, unique) => ({ email: `${unique}@example.com` }) },
};

/** Somebody who shows something, and the audiences that this makes them one of. */
interface Caller {
  title: string;
  token?: string;
  cookie?: string;
  isOf?: readonly Audience[];
  /** Their token is one of staff: they are known, and may not. */
  isStaff?: boolean;
  /** They see the account of `A` alone. */
  isLimited?: boolean;
}

/** What is walked over. */
export interface Walked {
  send: ReturnType<typeof sender>;
  /** What stands behind, to be filled again with what a call has changed. */
  backend: Backend;
  tokenFor(request: Partial<TokenRequest>): Promise<string>;
  /** Everybody whose proof is no token of staff. */
  others: readonly Caller[];
  /** A member of staff who was deactivated, where the backend knows of that. */
  deactivated?: { email: string; name: string };
}

const server = { email: 'sam.server@example.com', name: 'Sam Server' };

/**
 * Walks role × route × own or other account, from the table. The routes of the server itself are walked where its
 * operations are there.
 */
export function walkRoutes(title: string, groups: RouteGroups, open: () => Promise<Walked>): void {
  const operations = listRoutes(groups).map(entry => ({ ...entry, operation: `${entry.group}.${entry.name}` }));
  // Signing out ends the sessions that the walk shows.
  const ordered = operations.sort((a, b) => Number(a.name === 'signOut') - Number(b.name === 'signOut'));

  for (const { operation, route } of ordered) {
    const cell = cells[operation];
    // A stream does not end; asked by HEAD it answers without one.
    const method = route.events ? 'HEAD' : route.method;
    const call = async ({ send, backend }: Walked, { token, cookie }: Caller, letter: Letter) => {
      await fillIn(backend);
      const unique = crypto.randomUUID().slice(0, 8);
      const headers = { 'x-forwarded-for': `192.0.2.${randomByte()}`, ...(cookie ? { cookie } : {}) };
      const body = cell?.body?.(letter, unique);
      const answer = await send(method, pathOf(route.path, letter), { body, token, headers });
      return { ...answer, text: answer.text.replaceAll(unique, '…').replaceAll(/(?<=00[13]|801)[BQ]/g, '*') };
    };

    test(`${title}: ${operation} opens to ${cell?.to ?? 'nobody knows whom'}, and to no other role`, async () => {
      assert.ok(cell, `a cell of the walk for ${operation}`);
      assert.equal(cell.body !== undefined, route.body !== undefined, `a body for ${operation}`);
      const walked = await open();
      const answers = new Set<string>();
      for (const caller of await callersOf(walked, cell.to)) {
        const { status, code } = declared(cell, caller);
        const answer = await call(walked, caller, 'A');
        assert.equal(answer.status, status, `${caller.title}: ${answer.text}`);
        if (code && method !== 'HEAD') assert.equal(answer.body.code, code, caller.title);
        answers.add(answer.text);
        if (!caller.isStaff || caller.isLimited) assert.doesNotMatch(answer.text, /Hafen|Bob/, caller.title);
      }
      if (cell.to === 'everybody') assert.equal(answers.size, 1, 'the same answer to all');
    });

    if (route.auth !== 'staff') continue;
    test(`${title}: ${operation} answers for an account outside the caller’s as for none`, async () => {
      const walked = await open();
      const limited = (await callersOf(walked, cell?.to)).filter(({ isLimited }) => isLimited);
      assert.equal(limited.length, 2);
      for (const caller of limited) {
        const other = await call(walked, caller, 'B');
        const missing = await call(walked, caller, 'Q');
        assert.equal(other.text, missing.text, caller.title);
        assert.equal(other.status, missing.status, caller.title);
        if (route.path.includes(':')) assert.equal(other.status, 404, caller.title);
        assert.doesNotMatch(other.text, /Hafen|Bob/, caller.title);
      }
    });
  }
}

/** How a route has to answer somebody, about an account they see. */
function declared({ to, status }: Cell, { isOf, isStaff }: Caller): { status: number; code?: string } {
  if (to === 'everybody' || isOf?.includes(to)) return { status };
  return isStaff && isPermission(to) ? { status: 403, code: 'forbidden' } : { status: 401, code: 'unauthenticated' };
}

test('the walk knows no route that is not there', () => {
  const known = listRoutes({ ...backendRoutes, ...serverRoutes }).map(({ group, name }) => `${group}.${name}`);
  assert.deepEqual(Object.keys(cells).sort(), known.sort());
});

/** Everybody, and staff with and without what a route asks for. */
async function callersOf({ backend, tokenFor, others, deactivated }: Walked, to?: Audience): Promise<Caller[]> {
  const needed = permissions.filter(permission => permission === to);
  const isOf = needed;
  const token = (request: Partial<TokenRequest>) => tokenFor({ permissions: needed, ...request });
  await fillIn(backend);
  const accounts = [{ id: '001A', market: 'Berlin', name: 'Lumen', staff: [server] }];
  await backend.as(principal()).records.upsert({ accounts });
  const callers: Caller[] = [
    { title: 'nobody' },
    { title: 'a token that is none', token: 'not.a.token' },
    ...others,
    { title: 'staff with this permission alone', isStaff: true, isOf, token: await token({}) },
    {
      title: 'staff with every other permission',
      isStaff: true,
      token: await token({ permissions: permissions.filter(permission => permission !== to) }),
    },
    {
      title: 'staff limited to one account',
      isStaff: true,
      isLimited: true,
      isOf,
      token: await token({ accounts: ['001A'] }),
    },
    {
      title: 'staff who serve one account',
      isStaff: true,
      isLimited: true,
      isOf,
      token: await token({ accounts: 'served', staff: server }),
    },
  ];
  if (!deactivated) return callers;
  return [
    ...callers,
    { title: 'staff who were deactivated', isStaff: true, token: await token({ staff: deactivated }) },
  ];
}

/** A path of the route with the ids of one account. */
function pathOf(path: string, letter: Letter): string {
  return `/v1${path.replace(':accountId', `001${letter}`).replace(':contactId', `003${letter}`)}`;
}

/** Another network for each call, so that no limit is in the way of the walk. */
function randomByte(): number {
  return Math.floor(Math.random() * 256);
}
