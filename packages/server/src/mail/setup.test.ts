import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { SMTPServerOptions } from 'smtp-server';
import { startPortal } from '../start.fixture.ts';
import { type FaultySmtp, faultySmtp } from './faulty-smtp.fixture.ts';
import { mailHistory, mailsSettled } from './mail-history.fixture.ts';
import { smtpOptions } from './smtp-options.ts';
import { smtpTransport } from './transport.ts';

/** What is wrong with how the mail server is set up is the operator's, and costs no mail. */
async function invited(t: TestContext, urlOf: (smtp: FaultySmtp) => string, options: SMTPServerOptions = {}) {
  const smtp = await faultySmtp(options);
  t.after(() => smtp.close());
  const portal = await startPortal({ smtpUrl: urlOf(smtp) });
  t.after(() => portal.server.stop());
  const email = 'setup@example.com';
  await portal.invite(email);
  const history = () => mailHistory(portal.database.db, email);
  return {
    smtp,
    portal,
    email,
    /** The history up to the first time that the mail had to wait. */
    async firstSteps() {
      while ((await history()).length < 2) await setTimeout(20);
      return (await history()).slice(0, 2);
    },
  };
}

const withUser = (smtp: FaultySmtp) => smtp.url.replace('://', '://portal:secret%20word@');

test('a mail server that refuses user and password is told of as an error, and the mail goes out once it takes them', async t => {
  let isMended = false;
  const options: SMTPServerOptions = {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth({ username, password }, _, done) {
      if (!isMended) return done(Object.assign(new Error('no portal@example.com here'), { responseCode: 535 }));
      done(null, username === 'portal' && password === 'secret word' ? { user: 1 } : {});
    },
  };
  const { portal, email, firstSteps, smtp } = await invited(t, withUser, options);
  assert.deepEqual(await firstSteps(), ['queued', 'deferred sign-in 535 auth']);
  const told = portal.log.find(({ event }) => event === 'mail.transport');
  assert.deepEqual([told?.level, told?.status, told?.stage], ['error', 535, 'auth']);
  isMended = true;
  await mailsSettled(portal.database.db, [email]);
  assert.equal(smtp.mails.length, 1);
});

test('a mail server that wants a user where the URL names none is told of as an error, and no mail fails', async t => {
  const { portal, firstSteps } = await invited(t, smtp => smtp.url, { authOptional: false });
  assert.deepEqual(await firstSteps(), ['queued', 'deferred sign-in 530 mail-from']);
  assert.ok(portal.log.some(({ event, level }) => event === 'mail.transport' && level === 'error'));
});

test('a certificate that nobody vouches for is told of as an error, and no mail goes out without TLS', async t => {
  const { portal, smtp, firstSteps } = await invited(t, smtp => `${smtp.url}?requireTLS=true`);
  assert.deepEqual(await firstSteps(), ['queued', 'deferred tls']);
  assert.ok(portal.log.some(({ event, reason }) => event === 'mail.transport' && reason === 'tls'));
  assert.equal(smtp.mails.length, 0);
});

test('the URL can ask for TLS, and say whom to trust', async t => {
  const { portal, email, smtp } = await invited(t, ({ url }) => `${url}?requireTLS=true&tls.rejectUnauthorized=false`);
  await mailsSettled(portal.database.db, [email]);
  assert.equal(smtp.mails[0]?.isSecure, true);
});

test('a server of another machine must take TLS unless the URL says otherwise; this machine’s is not asked', () => {
  for (const [url, requireTLS, ignoreTLS] of [
    ['smtp://mail.example.com', true, false],
    ['smtp://192.0.2.1:25', true, false],
    ['smtp://localhost.example.com', true, false],
    ['smtp://localhost:25', false, true],
    ['smtp://127.0.0.2:1025', false, true],
    ['smtp://[::1]:1025', false, true],
  ] as const) {
    const options = smtpOptions(url);
    assert.deepEqual([options.requireTLS, options.ignoreTLS], [requireTLS, ignoreTLS], url);
  }
});

test('no option of the URL keeps mails from being sent, or tells them on the standard output', async () => {
  const { url } = smtpOptions(
    'smtp://user:p%40ss@mail.example.com:25?logger=true&debug=true&pool=true&jsonTransport=true',
  );
  assert.equal(url, 'smtp://user:p%40ss@mail.example.com:25');
});

test('a mail server is verified by signing in, and by no mail', async t => {
  const smtp = await faultySmtp();
  t.after(() => smtp.close());
  const transport = smtpTransport(smtp.url);
  await transport.verify();
  smtp.faults = [{ at: 'connect', by: 421 }];
  await assert.rejects(transport.verify());
  assert.equal(smtp.mails.length, 0);
  transport.close();
});
