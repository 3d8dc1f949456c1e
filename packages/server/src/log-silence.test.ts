import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { publicOrigin } from './app.fixture.ts';
import { untilJobsAreDone } from './jobs/jobs-done.fixture.ts';
import { pinoLog } from './log.ts';
import { type FaultySmtp, faultySmtp } from './mail/faulty-smtp.fixture.ts';
import { type CutOff, openCutOff } from './postgres/cut-off.fixture.ts';
import { cookiesOf, type Portal, password, secrets, startPortal } from './start.fixture.ts';

// The whole product is gone through, at the lowest level of the log and with all that can fail, and no line names
// anybody or holds anything that opens something.

const relayPassword = 'the-password-of-the-relay';
const metricsToken = 'the-token-of-the-scraper';
const admin = 'edwina.quartermain@example.com';
const person = { firstName: 'Zebedee', lastName: 'Quillfeather', phone: '+49 30 5550123', jobTitle: 'Falconer' };

let smtp: FaultySmtp;
let cutOff: CutOff;
let portal: Portal;
let written = '';
/** What no line may hold. */
const secret = new Set<string>([relayPassword, metricsToken, admin, password, ...Object.values(person)]);

before(async () => {
  smtp = await faultySmtp({ allowInsecureAuth: true, onAuth: (_, __, done) => done(null, { user: 'relay' }) });
  cutOff = await openCutOff();
  portal = await startPortal(
    { logLevel: 'debug', metricsToken, admins: [admin], smtpUrl: smtp.url.replace('//', `//relay:${relayPassword}@`) },
    { database: cutOff.database, log: pinoLog({ level: 'debug', destination: { write: line => (written += line) } }) },
  );
  const { fetch } = portal.server;
  portal.server.fetch = async (request, bindings) => {
    noteHeaders(request.headers);
    noteBody(await request.clone().text());
    const response = await fetch(request, bindings);
    noteHeaders(response.headers);
    if (!response.headers.get('content-type')?.includes('event-stream')) noteBody(await response.clone().text());
    return response;
  };
});
after(async () => {
  await portal.server.stop();
  await smtp.close();
});

function noteHeaders(headers: Headers): void {
  const authorization = headers.get('authorization')?.replace(/^Bearer /, '');
  const cookies = [headers.get('cookie') ?? '', ...headers.getSetCookie()].flatMap(text => text.split(/[;,]\s*/));
  const values = cookies.filter(text => text.includes('portico')).map(text => text.slice(text.indexOf('=') + 1));
  for (const text of [authorization, ...values]) note(text);
}

/** Every text of a body that is somebody's: by what its field is called, and every address and link. */
function noteBody(text: string): void {
  if (!/^\{.*\}$/s.test(text)) return;
  JSON.parse(text, (field, value) => {
    if (typeof value !== 'string') return value;
    if (/token|password|email|name$|phone|jobTitle|market/i.test(field) || /@|#/.test(value)) note(value);
    return value;
  });
}

function note(text: string | undefined): void {
  if (text !== undefined && text.length > 3) secret.add(text);
}

function noteMails(): void {
  for (const { html, text, envelope } of smtp.mails) {
    for (const address of envelope.to) note(address);
    for (const [link = ''] of `${html} ${text}`.matchAll(/https?:\/\/[^\s"<>]+/g)) {
      if (!link.includes('#')) continue;
      note(link);
      note(link.split('#')[1]);
    }
  }
}

const grant = async (email: string, token: string) =>
  portal.send('POST', '/v1/accounts/001A/access', { token, body: { contact: { email, ...person } } });

/** What clients, staff and strangers do on a good day. */
async function goThrough(token: string): Promise<void> {
  const { body: access } = await grant('zebedee@example.com', token);
  await untilJobsAreDone(portal.database.db);
  const link = await portal.linkOf('zebedee@example.com');
  await portal.send('POST', '/v1/links/describe', { body: { token: link } });
  const used = await portal.send('POST', '/v1/links/use', { body: { token: link, password } });
  assert.equal(used.status, 200);
  const cookie = cookiesOf(used.headers);
  for (const path of ['/v1/session', '/v1/session/home']) await portal.send('GET', path, { headers: { cookie } });
  await portal.signIn('zebedee@example.com', 'wrong wrong wrong');
  assert.equal((await portal.signIn('zebedee@example.com')).status, 200);
  await portal.send('POST', '/v1/links/forgot', { body: { email: 'zebedee@example.com' } });
  await portal.send('POST', '/v1/links/renew', { body: { token: link } });
  await portal.send('DELETE', '/v1/session', { headers: { cookie } });
  const contact = `/v1/contacts/${encodeURIComponent(access.contactId)}`;
  await portal.send('GET', `${contact}/recovery`, { token });
  await portal.send('POST', `${contact}/recovery`, { token, body: { action: 'send-reset' } });
  await portal.send('POST', '/v1/accounts/001A/access/preflight', { token, body: { email: 'zebedee@example.com' } });
  await portal.send('GET', '/v1/accounts/001A/access?search=Quillfeather', { token });
  await portal.send('GET', '/v1/accounts?search=Lumen', { token });
  for (const action of ['user/deactivate', 'user/reactivate', 'export', 'erase']) {
    await portal.send('POST', `${contact}/${action}`, { token });
  }
}

/** What is asked by those who should not, or wrongly. */
async function goAstray(token: string): Promise<void> {
  await portal.send('GET', '/v1/accounts/zebedee@example.com', { token });
  await portal.send('GET', '/v1/accounts/001A', { token: `${token}x` });
  await portal.send('POST', '/v1/links/use', { body: { token: 'no-link-of-anybody', password } });
  await portal.send('POST', '/v1/session', { body: '{"email":"zebedee@example.com",' });
  await portal.send('GET', '/portal/register?email=zebedee@example.com');
  await portal.send('GET', '/somewhere/Quillfeather?token=no-link-of-anybody');
  await portal.send('GET', '/metrics', { token: metricsToken });
}

async function signInStaff(): Promise<void> {
  await portal.send('POST', '/v1/staff/session/link', { body: { email: admin } });
  await untilJobsAreDone(portal.database.db);
  noteMails();
  const link = smtp.mails.find(mail => mail.envelope.to.includes(admin));
  const token = /#([\w.~-]+)/.exec(link?.text ?? '')?.[1] ?? assert.fail('a mail to the admin');
  const { status, headers } = await portal.send('POST', '/v1/staff/session', { body: { token } });
  assert.equal(status, 200);
  const cookie = cookiesOf(headers);
  await portal.send('POST', '/v1/staff/session/token', { headers: { cookie } });
  await portal.send('DELETE', '/v1/staff/session', { headers: { cookie } });
}

/** Follows events while something happens. */
async function followEvents(token: string): Promise<void> {
  const response = await portal.server.fetch(
    new Request(`${publicOrigin}/v1/events`, { headers: { authorization: `Bearer ${token}` } }),
  );
  const reader = response.body?.getReader();
  await reader?.read();
  await grant('follower@example.com', token);
  await reader?.read();
  await reader?.cancel();
}

/** A mail server that refuses, and repeats the address in its answer. */
async function failMails(token: string): Promise<void> {
  smtp.faults.push({ at: 'RCPT', by: 451 }, { at: 'final dot', by: 'reset' });
  await grant('deferred@example.com', token);
  await untilJobsAreDone(portal.database.db);
  smtp.faults.push({ at: 'RCPT', by: 550 });
  await grant('refused@example.com', token);
  await untilJobsAreDone(portal.database.db);
}

/** A database that refuses a statement, which its error repeats with all values, and one that is away. */
async function failDatabase(token: string): Promise<void> {
  const { db } = portal.database;
  await db.execute(sql`alter table contact rename to contact_gone`);
  assert.equal((await grant('failing@example.com', token)).status, 500);
  await portal.send('POST', '/v1/links/forgot', { body: { email: 'follower@example.com' } });
  while (!written.includes('job.failure')) await new Promise(resolve => setTimeout(resolve, 20));
  await db.execute(sql`alter table contact_gone rename to contact`);
  await cutOff.cut();
  assert.equal((await grant('away@example.com', token)).status, 503);
  await cutOff.restore();
}

test('no line of the log holds a token, a link, a cookie, an address, a name or a secret', async () => {
  const token = await portal.token();
  await goThrough(token);
  await goAstray(token);
  await signInStaff();
  await followEvents(token);
  await failMails(token);
  await failDatabase(token);
  noteMails();
  for (const text of [...secrets.apiKeys, ...secrets.secrets]) note(text);

  const lines = written.trim().split('\n');
  const events = new Set(lines.map(line => JSON.parse(line).event));
  for (const event of [
    'request',
    'mail.sent',
    'mail.deferred',
    'mail.failed',
    'failure',
    'job.failure',
    'database.away',
  ]) {
    assert.ok(events.has(event), `${event} was told of`);
  }
  assert.ok(secret.size > 30, `${secret.size} texts are looked for`);
  for (const text of ['Grace Example', 'Lumen', 'zebedee@example.com']) assert.ok(secret.has(text), text);
  for (const line of lines) {
    assert.ok(!line.includes('@example.com'), line);
    for (const text of secret) assert.ok(!line.toLowerCase().includes(text.toLowerCase()), `${text} is in ${line}`);
  }
});
