import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publicOrigin } from '../app.fixture.ts';
import { type Portal, startPortal } from '../start.fixture.ts';
import { refreshMailbox } from './refresh.ts';

let portal: Portal;
before(async () => {
  portal = await startPortal({ settings: { portalName: 'Portal <of> tests' } });
});
after(() => portal.server.stop());

async function sent(email: string, firstName = 'New') {
  const body = { contact: { email, firstName, lastName: 'Person' } };
  await portal.send('POST', '/v1/accounts/001A/access', { token: await portal.token(), body });
  const [mail] = await portal.mailsTo(email, 1);
  return mail;
}

test('the list shows mails newest first and finds them by address', async () => {
  await sent('first@example.com');
  await sent('second@example.com');
  const { text, headers } = await portal.send('GET', '/mailbox/');
  assert.ok(text.indexOf('second@example.com') < text.indexOf('first@example.com'));
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'self'.*require-trusted-types-for 'script'/);
  assert.doesNotMatch(text, /<script>|<style|style=|onclick/);
  const found = await portal.send('GET', '/mailbox/?search=FIRST');
  assert.ok(found.text.includes('first@example.com') && !found.text.includes('second@example.com'));
  const none = await portal.send('GET', `/mailbox/?search=${encodeURIComponent('%"><b>')}`);
  assert.ok(!none.text.includes('<b>') && !none.text.includes('first@example.com'));
});

test('a mail shows its headers, its link outside the frame, and its HTML in a frame that runs nothing', async () => {
  const mail = await sent('page@example.com');
  const { text } = await portal.send('GET', `/mailbox/${mail.id}`);
  assert.match(text, new RegExp(`class="mail-link" href="${publicOrigin}/portal/register#[\\w-]+"`));
  assert.match(text, /<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  assert.ok(text.includes('page@example.com') && text.includes('Message-ID'));
  const frame = await portal.send('GET', `/mailbox/${mail.id}/html`);
  assert.match(frame.headers.get('content-security-policy') ?? '', /^default-src 'none'.*sandbox/);
  const link = /class="mail-link" href="([^"]*)"/.exec(text)?.[1] ?? '';
  assert.ok(frame.text.includes(link) && text.includes(`\n${link}\n`));
});

test('a name is shown as it is, and is never markup', async () => {
  const name = `<script>alert(1)</script>{{ link }} "&' 𝕏 مرحبا`;
  const mail = await sent('markup@example.com', name);
  for (const path of [`/mailbox/${mail.id}`, `/mailbox/${mail.id}/html`]) {
    const { text } = await portal.send('GET', path);
    assert.ok(!text.includes('<script>alert'));
    assert.ok(text.includes('&lt;script&gt;alert(1)&lt;/script&gt;{{ link }}') && text.includes('𝕏 مرحبا'));
  }
});

test('a mail that is not there, or a name that is no id, is not found', async () => {
  for (const id of [crypto.randomUUID(), 'nothing', "'", '%00']) {
    assert.equal((await portal.send('GET', `/mailbox/${id}`)).status, 404);
  }
});

test('the Mailbox answers under its own host name only', async () => {
  const headers = { host: 'rebound.example.com' };
  for (const path of ['/mailbox/', '/mailbox/mails.json']) {
    assert.equal((await portal.send('GET', path, { headers })).status, 404);
  }
});

test('a Mailbox for this machine answers to nobody who connects from another one', async () => {
  const { server } = await startPortal({ mailbox: 'this-machine' });
  const ask = async (remoteAddress?: string, headers: Record<string, string> = {}) => {
    const request = new Request(`${publicOrigin}/mailbox/mails.json`, { headers });
    return (await server.fetch(request, { incoming: { socket: { remoteAddress } } })).status;
  };
  for (const address of ['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1']) assert.equal(await ask(address), 200);
  for (const address of ['192.0.2.1', '::ffff:192.0.2.1', '2001:db8::1', '127.example.com', '', undefined]) {
    assert.equal(await ask(address), 404, address);
  }
  assert.equal(await ask('127.0.0.1', { 'x-forwarded-for': '192.0.2.1' }), 404, 'a proxy on this machine');
  await server.stop();
});

test('a stored mail holds a placeholder, and reading a mail changes nothing', async () => {
  const mail = await sent('stored@example.com');
  for (let i = 0; i < 3; i++) await portal.send('GET', `/mailbox/${mail.id}`);
  const token = await portal.linkOf('stored@example.com');
  const { body } = await portal.send('POST', '/v1/links/describe', { body: { token } });
  assert.equal(body.state, 'open');
});

test('the script of the list stands on its own, as a browser gets it', async () => {
  const { text, headers } = await portal.send('GET', '/mailbox/mailbox.js');
  assert.match(headers.get('content-type') ?? '', /^text\/javascript/);
  assert.ok(text.includes(refreshMailbox.name));
  const page = { document: { querySelector: () => null, querySelectorAll: () => [] } };
  new Function(...Object.keys(page), text)(...Object.values(page));
});

test('the Mailbox is not there where it is switched off', async () => {
  const other = await startPortal({ mailbox: false });
  assert.equal((await other.send('GET', '/mailbox/')).status, 404);
  await other.server.stop();
});
