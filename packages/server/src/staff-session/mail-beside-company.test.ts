import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { desc, eq } from 'drizzle-orm';
import type { OidcConfig } from '../config.ts';
import { untilJobsAreDone } from '../jobs/jobs-done.fixture.ts';
import type { Database } from '../postgres/database.ts';
import { links, mails, rateLimits, staff, staffSessions } from '../postgres/schema.ts';
import { openTestDatabase } from '../postgres/test-database.fixture.ts';
import { cookiesOf, type Portal, startPortal } from '../start.fixture.ts';

const admin = 'ada.keller@example.com';
const executive = 'nora.lindqvist@example.com';
const oidc: OidcConfig = {
  issuer: 'https://login.example.com',
  audience: 'https://access.example.com',
  source: 'crm',
  permissionsClaim: 'permissions',
  accounts: 'served',
  name: 'Example Ltd',
};

/** What a member of staff held when the company's sign-in was configured: a link in a mail, and a session by another. */
const held = { link: '', cookie: '' };
let database: Database;
let portal: Portal;
before(async () => {
  database = await openTestDatabase();
  const shared = { ...database, close: async () => {} };
  portal = await startPortal({ admins: [admin], oidc }, { database: shared });
  const accounts = [
    { id: '001A', market: 'Berlin', name: 'Lumen', staff: [{ name: 'Nora Lindqvist', email: executive }] },
  ];
  await portal.send('POST', '/v1/records', { token: await portal.token(), body: { accounts } });
  held.cookie = cookiesOf((await use(await linkTo(executive))).headers);
  assert.equal((await session(held.cookie)).status, 200);
  held.link = await linkTo(executive);
  await portal.server.stop();
  portal = await startPortal({ admins: [admin], oidc: { ...oidc, clientId: 'portico-admin' } }, { database });
});
after(() => portal.server.stop());
beforeEach(() => database.db.delete(rateLimits));

const requestLink = (email: string) => portal.send('POST', '/v1/staff/session/link', { body: { email } });
const use = (token: string) => portal.send('POST', '/v1/staff/session', { body: { token } });
const session = (cookie: string) => portal.send('GET', '/v1/staff/session', { headers: { cookie } });
const countTo = (email: string) => database.db.$count(mails, eq(mails.toAddress, email));

/** Asks for a mail and answers the secret of its link, once it has come. */
async function linkTo(email: string): Promise<string> {
  await database.db.delete(rateLimits);
  const before = await countTo(email);
  await requestLink(email);
  await portal.mailsTo(email, before + 1);
  return portal.linkOf(email);
}

test('beside the company’s sign-in an admin signs in by mail, with everything', async () => {
  const { body } = await portal.send('GET', '/v1/staff/session/ways');
  assert.deepEqual(body, { mail: true, company: { name: 'Example Ltd', url: '/admin/oidc' } });
  const answer = await use(await linkTo(admin));
  assert.equal(answer.status, 200, answer.text);
  assert.ok(answer.body.permissions.includes('people:erase'));
  assert.equal((await session(cookiesOf(answer.headers))).status, 200);
});

test('everybody else is answered as ever and gets no mail, since the company says what they may', async () => {
  const before = await countTo(executive);
  const shapes = [];
  for (const email of [executive, admin, 'nobody@example.com']) {
    const { status, text } = await requestLink(email);
    shapes.push(`${status} ${text}`);
  }
  assert.equal(new Set(shapes).size, 1);
  await untilJobsAreDone(database.db);
  assert.equal(await countTo(executive), before);
});

test('a link that was mailed before opens nothing, and stays unused', async () => {
  const sessions = await database.db.$count(staffSessions);
  const refused = await use(held.link);
  assert.deepEqual([refused.status, refused.body.code], [404, 'link-invalid']);
  assert.equal(await database.db.$count(staffSessions), sessions);
  const [newest] = await database.db
    .select({ usedAt: links.usedAt })
    .from(links)
    .innerJoin(staff, eq(staff.id, links.staffId))
    .where(eq(staff.email, executive))
    .orderBy(desc(links.createdAt));
  assert.equal(newest?.usedAt, null);
});

test('a session by mail that exists is refused at the next request', async () => {
  assert.equal((await session(held.cookie)).status, 401);
  const { cookie } = held;
  assert.equal((await portal.send('POST', '/v1/staff/session/token', { headers: { cookie } })).status, 401);
});
