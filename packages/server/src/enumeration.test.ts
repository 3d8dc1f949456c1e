import assert from 'node:assert/strict';
import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { after, before, mock, test } from 'node:test';
import { eq, NoopLogger } from 'drizzle-orm';
import { untilJobsAreDone } from './jobs/jobs-done.fixture.ts';
import { staff } from './postgres/schema.ts';
import { type Portal, startPortal } from './start.fixture.ts';

// Nobody learns from an answer, or from how long it takes, whom the portal knows. A clock cannot show that on a busy
// machine; what is done before the answer can: statements sent to the database, and passwords hashed.

const doing = new AsyncLocalStorage<string[]>();
const hashing = createHook({
  init: (_, type) => {
    if (type === 'SCRYPTREQUEST') doing.getStore()?.push('hash a password');
  },
});
const known = {
  active: 'active@example.com',
  invited: 'invited@example.com',
  deactivated: 'deactivated@example.com',
  contact: 'ada@example.com',
  staff: 'grace@example.com',
  'deactivated staff': 'lena.left@example.com',
  admin: 'omar.haddad@example.com',
};

let portal: Portal;
before(async () => {
  portal = await startPortal({ admins: [known.admin] });
  await portal.member(known.active);
  await portal.invite(known.invited);
  const { access } = await portal.member(known.deactivated);
  const path = `/v1/contacts/${encodeURIComponent(access.contactId)}/user/deactivate`;
  await portal.send('POST', path, { token: await portal.token() });
  const left = { email: known['deactivated staff'], name: 'Lena Left' };
  await portal.send('GET', '/v1/settings', { token: await portal.tokenFor({ staff: left }) });
  await portal.database.db.update(staff).set({ active: false }).where(eq(staff.email, left.email));
  await untilJobsAreDone(portal.database.db);
  hashing.enable();
  // Whatever Drizzle sends is told to a logger, by default to one that does nothing.
  mock.method(NoopLogger.prototype, 'logQuery', (statement: string) => doing.getStore()?.push(statement));
});
after(async () => {
  hashing.disable();
  await portal.server.stop();
});

/** Everything that somebody who asks could notice, and what is done before they are answered. */
async function asked(method: string, path: string, body: object) {
  const work: string[] = [];
  const { status, headers, text } = await doing.run(work, () => portal.send(method, path, { body }));
  // Of the wake-up calls for workers one serves many requests, and none is waited for.
  const done = work.filter(step => !step.includes('pg_notify'));
  headers.delete('x-request-id');
  return { status, headers: [...headers], text, done };
}

const requests = {
  'signing in with a wrong password': (email: string) =>
    asked('POST', '/v1/session', { email, password: 'wrong wrong wrong' }),
  '“Forgot password?”': (email: string) => asked('POST', '/v1/links/forgot', { email }),
  'asking for a link to sign in as staff': (email: string) => asked('POST', '/v1/staff/session/link', { email }),
};

for (const [title, ask] of Object.entries(requests)) {
  test(`${title}: whomever the portal knows, the same is answered after the same work`, async () => {
    const unknown = await ask('nobody@example.com');
    for (const [who, email] of Object.entries(known)) assert.deepEqual(await ask(email), unknown, who);
  });
}

test('a wrong password costs one hash, whether or not there is one to compare', async () => {
  const { status, done } = await requests['signing in with a wrong password']('nobody.else@example.com');
  assert.equal(status, 401);
  assert.equal(done.filter(step => step === 'hash a password').length, 1);
});

test('who asks for a mail is answered before anybody looks whom the address belongs to', async () => {
  for (const title of ['“Forgot password?”', 'asking for a link to sign in as staff'] as const) {
    const { status, done } = await requests[title]('somebody@example.com');
    assert.equal(status, 200);
    assert.ok(!done.some(step => /"(portal_user|contact|staff|link|mail)"/.test(step)), done.join('\n'));
    assert.equal(done.filter(step => step.includes('pgboss.job')).length, 1, 'it is left to a job');
  }
});
