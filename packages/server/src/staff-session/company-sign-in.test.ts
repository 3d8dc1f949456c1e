import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { publicOrigin } from '../app.fixture.ts';
import { serverCookie } from '../http/server-cookie.ts';
import { rateLimits, staff, staffSessions } from '../postgres/schema.ts';
import { accessTokenOf, companyBrowser } from '../principal/company-browser.fixture.ts';
import { oidcIssuer } from '../principal/oidc-issuer.ts';
import { client, type Issuer, nora, startIssuer } from '../principal/oidc-provider.fixture.ts';
import { configFromOptions } from '../read-config.ts';
import { type Portal, startPortal } from '../start.fixture.ts';
import { companySignIn } from './company-sign-in.ts';
import { signInProblem } from './sign-in-problem.ts';
import { signedInStaff } from './signed-in-staff.ts';

let issuer: Issuer;
let portal: Portal;
before(async () => {
  issuer = await startIssuer();
  portal = await startPortal({ oidc: issuer.config({ accounts: 'accounts' }) });
});
after(async () => {
  await portal.server.stop();
  await issuer.stop();
});
afterEach(() => {
  issuer.isUp = true;
  issuer.person = { ...nora, accounts: ['001A'] };
  portal.log.length = 0;
});

const begin = `${publicOrigin}/admin/oidc`;
const callback = `${publicOrigin}/admin/oidc/callback`;

/** A browser that reaches both, the issuer and the portal. */
const browserOf = () => companyBrowser({ [publicOrigin]: request => portal.server.fetch(request) });

/** A browser that comes back from the issuer, and the address that it was sent to. */
async function comeBack() {
  const browser = browserOf();
  return { browser, url: await browser.follow(begin, callback) };
}

const session = (cookie: string) => portal.send('GET', '/v1/staff/session', { headers: { cookie } });

/** Asserts that an address answers with a problem for the sign-in page, and that nobody is signed in. */
async function refuses(browser: ReturnType<typeof browserOf>, url: string, problem: string) {
  const answer = await browser.visit(url);
  assert.equal(answer.status, 302);
  assert.equal(answer.headers.get('location'), `/admin/sign-in?problem=${problem}`);
  assert.equal((await session(browser.cookies(publicOrigin))).status, 401);
  const entry = portal.log.find(({ event }) => event === 'staff.sign-in.refused');
  assert.equal(entry?.problem, problem);
  assert.ok(entry?.reason);
  const code = new URL(url).searchParams.get('code') ?? 'no code';
  assert.ok(!JSON.stringify(portal.log).includes(code));
}

test('staff sign in at the company, are known by its claims, and get tokens for the widgets', async () => {
  issuer.person = { ...nora, accounts: ['001A'] };
  const ways = await portal.send('GET', '/v1/staff/session/ways');
  assert.deepEqual(ways.body, { mail: false, company: { name: 'Example Ltd', url: '/admin/oidc' } });
  const { browser, url } = await comeBack();
  const arrived = await browser.visit(url);
  assert.equal(arrived.headers.get('location'), '/admin/');
  assert.equal(arrived.headers.get('cache-control'), 'no-store');
  const cookie = browser.cookies(publicOrigin);
  const { body } = await session(cookie);
  assert.equal(body.email, nora.email);
  assert.equal(body.name, nora.name);
  assert.deepEqual(body.permissions, ['access:read', 'events:read']);

  const { token } = (await portal.send('POST', '/v1/staff/session/token', { headers: { cookie } })).body;
  assert.equal((await portal.send('GET', '/v1/accounts/001A', { token })).body.name, 'Lumen');
  assert.equal((await portal.send('GET', '/v1/accounts/001B', { token })).status, 404);
});

test('what the browser carries to the company tells it nothing, and goes nowhere else', async () => {
  const answer = await browserOf().visit(begin);
  const location = new URL(answer.headers.get('location') ?? '');
  assert.equal(location.origin, issuer.url);
  assert.equal(location.searchParams.get('redirect_uri'), callback);
  assert.equal(location.searchParams.get('code_challenge_method'), 'S256');
  const [cookie = ''] = answer.headers.getSetCookie();
  assert.match(cookie, /^portico\.sign-in=.+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
  for (const name of ['state', 'nonce', 'code_challenge']) {
    assert.ok(!cookie.includes(location.searchParams.get(name) ?? ''), name);
  }
});

test('a request cannot say where it leads: not by its host, and not by a parameter', async () => {
  const evil = 'http://evil.example.com';
  for (const path of ['/admin/oidc', '/admin/oidc/callback']) {
    const request = new Request(`${evil}${path}?redirect_uri=${evil}&returnTo=${evil}&next=//evil.example.com`, {
      headers: { host: 'evil.example.com', 'x-forwarded-host': 'evil.example.com', referer: evil },
    });
    const { headers } = await portal.server.fetch(request);
    assert.ok(!headers.get('location')?.includes('evil.example.com'), path);
  }
});

test('a state that is another one, or missing, is refused', async () => {
  for (const change of ['forged', null]) {
    const { browser, url } = await comeBack();
    const changed = new URL(url);
    if (change === null) changed.searchParams.delete('state');
    else changed.searchParams.set('state', change);
    await refuses(browser, changed.href, 'failed');
  }
});

test('an answer of one sign-in is refused to a browser that began another one', async () => {
  const { url } = await comeBack();
  const other = await comeBack();
  await refuses(other.browser, url, 'failed');
  // With the state of one and the code of the other, the verifier or the nonce is the wrong one.
  const third = await comeBack();
  const mixed = new URL(third.url);
  mixed.searchParams.set('code', new URL((await comeBack()).url).searchParams.get('code') ?? '');
  await refuses(third.browser, mixed.href, 'failed');
});

test('an answer counts only with the state, the nonce and the verifier that it was asked with', async () => {
  const options = { issuer: issuer.url, now: () => new Date(), log: () => {} };
  const config = { ...issuer.config(), ...client };
  const company = companySignIn({ issuer: oidcIssuer(options), config, redirectUri: callback });
  const back = async () => {
    const { url, pending } = await company.begin();
    return { pending, query: new URL(await browserOf().follow(url.href, callback)).search };
  };
  for (const name of ['state', 'nonce', 'verifier']) {
    const { pending, query } = await back();
    const changed = company.finish(query, { ...pending, [name]: 'x'.repeat(43) });
    await assert.rejects(changed, error => signInProblem(error) === 'failed', name);
  }
  const { pending, query } = await back();
  assert.equal((await company.finish(query, pending)).email, nora.email);
});

test('an answer is taken once: neither again, nor with the old cookie put back', async () => {
  const { browser, url } = await comeBack();
  const before = browser.cookies(publicOrigin);
  assert.equal((await browser.visit(url)).headers.get('location'), '/admin/');
  const replayed = browserOf();
  await refuses(replayed, url, 'expired');
  replayed.setCookies(publicOrigin, before);
  portal.log.length = 0;
  await refuses(replayed, url, 'failed');
});

test('a browser that began nothing, too long ago, or whose cookie was changed is asked to begin again', async t => {
  const { url } = await comeBack();
  await refuses(browserOf(), url, 'expired');
  const changed = await comeBack();
  const sealed = changed.browser.cookies(publicOrigin);
  const place = sealed.length - 5;
  const other = sealed[place] === 'A' ? 'B' : 'A';
  changed.browser.setCookies(publicOrigin, sealed.slice(0, place) + other + sealed.slice(place + 1));
  await refuses(changed.browser, changed.url, 'expired');
  const late = await comeBack();
  t.after(() => {
    portal.clock.ahead = 0;
  });
  portal.clock.ahead = 601_000;
  await refuses(late.browser, late.url, 'expired');
});

test('who cancels at the company is back at the sign-in page', async () => {
  issuer.person = null;
  const { browser, url } = await comeBack();
  await refuses(browser, url, 'cancelled');
});

test('whom the company gives no permission, or no accounts, is not let in', async () => {
  const people = [
    { ...nora, accounts: ['001A'], permissions: ['crm:delete'] },
    { ...nora, accounts: undefined },
    { ...nora, accounts: ['001A'], email_verified: false },
    { ...nora, accounts: ['001A'], email: undefined },
  ];
  for (const person of people) {
    issuer.person = { ...person, sub: crypto.randomUUID() };
    portal.log.length = 0;
    const { browser, url } = await comeBack();
    await refuses(browser, url, 'not-permitted');
  }
});

test('while the company’s issuer is away the sign-in says so, at its start and at its end', async t => {
  const { browser, url } = await comeBack();
  issuer.isUp = false;
  await refuses(browser, url, 'unavailable');
  issuer.isUp = true;

  const fresh = await startPortal({ oidc: issuer.config() });
  t.after(() => fresh.server.stop());
  issuer.isUp = false;
  const answer = await fresh.server.fetch(new Request(begin));
  assert.equal(answer.headers.get('location'), '/admin/sign-in?problem=unavailable');
  const api = await fresh.send('GET', '/v1/accounts', { token: await issuer.sign({}) });
  assert.deepEqual([api.status, api.body.code, api.headers.get('retry-after')], [503, 'unavailable', '10']);
  issuer.isUp = true;
  fresh.clock.ahead = 10_000;
  assert.equal((await fresh.send('GET', '/v1/accounts', { token: await issuer.sign({}) })).status, 200);
});

test('a sign-in that succeeds counts for none', async () => {
  const { db } = portal.database;
  await db.delete(rateLimits);
  const { browser, url } = await comeBack();
  await browser.visit(url);
  const [counter] = await db.select().from(rateLimits);
  assert.deepEqual([counter?.key.split(':')[0], counter?.count], ['company-sign-in', 0]);
});

test('deactivated staff get in neither by the company’s sign-in nor by its tokens, and lose their session', async () => {
  issuer.person = { ...nora, accounts: ['001A'] };
  const { browser, url } = await comeBack();
  await browser.visit(url);
  const cookie = browser.cookies(publicOrigin);
  const token = await accessTokenOf(issuer);
  assert.equal((await portal.send('GET', '/v1/accounts/001A', { token })).status, 200);
  assert.equal((await session(cookie)).status, 200);

  const switchTo = (active: boolean) =>
    portal.database.db
      .update(staff)
      .set({ active })
      .where(eq(staff.emailKey, String(nora.email)));
  await switchTo(false);
  const refused = await portal.send('GET', '/v1/accounts/001A', { token });
  assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
  assert.equal((await portal.send('GET', '/v1/events', { token })).status, 403);
  assert.equal((await session(cookie)).status, 401);
  const again = await comeBack();
  await refuses(again.browser, again.url, 'not-permitted');
  await switchTo(true);
});

test('signing in again ends the session before, and trusting another issuer ends those of the last one', async () => {
  const { browser, url } = await comeBack();
  await browser.visit(url);
  const first = browser.cookies(publicOrigin);
  await browser.visit(await browser.follow(begin, callback));
  const second = browser.cookies(publicOrigin);
  assert.equal((await session(first)).status, 401);
  assert.equal((await session(second)).status, 200);

  const trusting = (oidc: ReturnType<Issuer['config']>) =>
    signedInStaff({
      database: portal.database,
      cookie: serverCookie({ name: 'portico.staff', isSecure: false }),
      config: configFromOptions({ oidc }),
      now: portal.clock.now,
    })(new Headers({ cookie: second }));
  assert.equal((await trusting(issuer.config()))?.principal.email, nora.email);
  assert.equal(await trusting(issuer.config({ issuer: 'https://other.example.com' })), undefined);
});

test('an event stream by a token of the company ends when the token does', async () => {
  const token = await issuer.sign({ accounts: ['001A'], exp: 2 });
  const response = await portal.server.fetch(
    new Request(`${publicOrigin}/v1/events`, { headers: { authorization: `Bearer ${token}` } }),
  );
  assert.equal(response.status, 200);
  // Ends by itself, or the test would not.
  await response.text();
});

test('a token whose end is far away or beyond all time breaks no stream', async () => {
  const open = async (exp: number) => {
    const headers = { authorization: `Bearer ${await issuer.sign({ accounts: ['001A'], exp })}` };
    const response = await portal.server.fetch(new Request(`${publicOrigin}/v1/events`, { headers }));
    await response.body?.cancel();
    return response.status;
  };
  assert.deepEqual([await open(8.6e12), await open(1e17), await open(-1e17)], [200, 401, 401]);
});

test('the company’s client secret and claims stand in no log, and sessions keep no token', async () => {
  const { browser, url } = await comeBack();
  await browser.visit(url);
  const lines = JSON.stringify(portal.log);
  for (const secret of [client.clientSecret, String(nora.email)]) assert.ok(!lines.includes(secret));
  const [stored] = await portal.database.db.select().from(staffSessions);
  assert.deepEqual(Object.keys(stored?.claims ?? {}).sort(), ['accounts', 'issuer', 'permissions', 'source']);
});
