import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { apiPrefix, backendRoutes, listRoutes, type Route, serverRoutes } from '@portico/core';
import { apiKey, personOf, publicOrigin, type Sent } from './app.fixture.ts';
import { untilJobsAreDone } from './jobs/jobs-done.fixture.ts';
import { serverKeys } from './keys.ts';
import { silent } from './log.ts';
import { openMetrics } from './metrics/metrics.ts';
import { type CutOff, openCutOff } from './postgres/cut-off.fixture.ts';
import { watchOutages } from './postgres/outage-watch.ts';
import { companyBrowser } from './principal/company-browser.fixture.ts';
import { startIssuer } from './principal/oidc-provider.fixture.ts';
import { configFromOptions } from './read-config.ts';
import { createSite } from './site.ts';
import { cookiesOf, type Portal, password, secrets, startPortal } from './start.fixture.ts';

// Walks every address there is while the database is away. One that is missing in the tables here fails the walk.

const issuer = await startIssuer();
const admins = ['ada.keller@example.com', 'omar.haddad@example.com', 'mia.berg@example.com'] as const;
const options = {
  ...secrets,
  publicOrigin,
  admins: [...admins],
  mailbox: true,
  metricsToken: 'what a scraper shows',
  oidc: issuer.config(),
};

let cutOff: CutOff;
let portal: Portal;
/** What callers show, made while the database was there. */
const shown = { token: '', client: '', staff: '', link: '', staffLink: '' };
/** A browser that comes back from the company, and where to. */
const browser = companyBrowser({ [publicOrigin]: request => portal.server.fetch(request) });
let back = '';

before(async () => {
  cutOff = await openCutOff();
  portal = await startPortal(options, { database: cutOff.database });
  shown.token = await portal.token();
  shown.client = (await portal.member('member@example.com')).cookie;
  shown.link = (await portal.invite('invited@example.com')).link;
  await portal.send('POST', '/v1/staff/session/link', { body: { email: admins[0] } });
  await portal.send('POST', '/v1/staff/session/link', { body: { email: admins[1] } });
  back = await browser.follow(`${publicOrigin}/admin/oidc`, `${publicOrigin}/admin/oidc/callback`);
  await untilJobsAreDone(portal.database.db);
  const body = { token: await portal.linkOf(admins[0]) };
  shown.staff = cookiesOf((await portal.send('POST', '/v1/staff/session', { body })).headers);
  shown.staffLink = await portal.linkOf(admins[1]);
  await cutOff.cut();
});
after(async () => {
  await cutOff.restore();
  await portal.server.stop();
  await issuer.stop();
});

/** What is sent to each operation that takes a body. */
const bodies: Record<string, () => object> = {
  'access.preflight': () => ({ email: 'new@example.com' }),
  'access.grant': () => personOf('lost@example.com'),
  'contacts.link': () => ({ id: '003A' }),
  'records.upsert': () => ({ accounts: [{ id: '001Z', market: 'Wien', name: 'Zeta' }] }),
  'recovery.send': () => ({ action: 'send-reset' }),
  'tokens.create': () => ({ staff: { email: 'grace@example.com', name: 'Grace' }, source: 'crm', permissions: [] }),
  'session.signIn': () => ({ email: 'member@example.com', password }),
  'staffSession.requestLink': () => ({ email: admins[2] }),
  'staffSession.signIn': () => ({ token: shown.staffLink }),
  'links.describe': () => ({ token: shown.link }),
  'links.use': () => ({ token: shown.link, password }),
  'links.renew': () => ({ token: shown.link }),
  'links.forgot': () => ({ email: 'member@example.com' }),
};

/** A token is made of keys alone; how staff can sign in is configured. */
const needNoDatabase = ['tokens.create', 'staffSession.ways'];

function proofOf(route: Route): Sent {
  if (route.auth === 'staff') return { token: shown.token };
  if (route.auth === 'api-key') return { token: apiKey };
  return { headers: { cookie: `${shown.client}; ${shown.staff}` } };
}

for (const { group, name, route } of listRoutes({ ...backendRoutes, ...serverRoutes })) {
  const operation = `${group}.${name}`;
  test(`while the database is away, ${operation} ${needNoDatabase.includes(operation) ? 'is answered' : 'asks to come back'}`, async () => {
    const body = bodies[operation]?.();
    assert.equal(body !== undefined, route.body !== undefined, 'a body for the operation');
    const path = route.path.replace(':accountId', '001A').replace(':contactId', '003A');
    const answer = await portal.send(route.method, apiPrefix + path, { ...proofOf(route), ...(body && { body }) });
    if (needNoDatabase.includes(operation)) assert.equal(answer.status, 200, answer.text);
    else assertAway(answer);
  });
}

/** How every other address answers: `away` where it needs the database, a status or where it leads to where it does not. */
const pages: Record<string, 'away' | number | string> = {
  '/': '/portal/',
  '/healthz': 200,
  '/readyz': 'away',
  // Of the database it tells what it knew last, and since when.
  '/metrics': 200,
  '/.well-known/change-password': '/portal/forgot',
  '/portal': '/portal/',
  '/portal/': 200,
  '/portal/register': 200,
  '/portal/reset': 200,
  '/portal/sign-in': 200,
  '/portal/forgot': 200,
  '/portal/assets/:name': 404,
  '/portal/:name{.+\\..+}': 404,
  '/portal/*': 404,
  '/admin': '/admin/',
  '/admin/': 200,
  '/admin/sign-in': 200,
  '/admin/accounts/:id': 200,
  '/admin/contacts/:id': 200,
  '/admin/assets/:name': 404,
  '/admin/:name{.+\\..+}': 404,
  '/admin/*': 404,
  '/admin/oidc': `${issuer.url}/auth`,
  // A page that says so, since a person stands before it.
  '/admin/oidc/callback': '/admin/sign-in?problem=unavailable',
  '/mailbox': '/mailbox/',
  '/mailbox/': 'away',
  '/mailbox/mails.json': 'away',
  '/mailbox/:id': 'away',
  '/mailbox/:id/html': 'away',
  '/mailbox/mailbox.css': 200,
  '/mailbox/mailbox.js': 200,
  '/mailbox/icon.svg': 200,
};

for (const [pattern, expected] of Object.entries(pages)) {
  test(`while the database is away, ${pattern} ${expected === 'away' ? 'asks to come back' : 'is answered'}`, async () => {
    if (pattern === '/admin/oidc/callback') {
      assert.equal((await browser.visit(back)).headers.get('location'), expected);
      return;
    }
    const path = pattern
      .replace(':name{.+\\..+}', 'nothing.js')
      .replace(':name', 'nothing.js')
      .replace('*', 'nothing')
      .replace(':id', crypto.randomUUID());
    const answer = await portal.send('GET', path, { token: options.metricsToken });
    if (expected === 'away') assertAway(answer);
    else if (typeof expected === 'number') assert.equal(answer.status, expected, answer.text);
    else assert.ok(answer.headers.get('location')?.startsWith(expected), answer.text);
  });
}

test('the walk knows every address that is served', async () => {
  const site = await createSite({
    config: configFromOptions(options),
    keys: serverKeys(['the secret of the tests']),
    apiKeys: [apiKey],
    database: cutOff.database,
    backend: portal.server.backend,
    enqueueMail: async () => {},
    requestRecovery: async () => {},
    requestStaffLink: async () => {},
    stopping: new AbortController().signal,
    now: () => new Date(),
    log: silent,
    metrics: openMetrics(),
    outages: watchOutages(silent),
  });
  const served = site.routes.filter(({ method, path }) => method !== 'ALL' && !path.startsWith(`${apiPrefix}/`));
  assert.deepEqual([...new Set(served.map(({ path }) => path))].sort(), Object.keys(pages).sort());
  assert.ok(served.every(({ method }) => method === 'GET'));
});

function assertAway({ status, headers, body, text }: Awaited<ReturnType<Portal['send']>>): void {
  assert.equal(status, 503, text);
  assert.equal(body.code, 'unavailable');
  assert.ok(Number(headers.get('retry-after')) > 0);
}
