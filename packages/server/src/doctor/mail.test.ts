import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServerOptions } from '../config.ts';
import { faultySmtp } from '../mail/faulty-smtp.fixture.ts';
import { configFromOptions } from '../read-config.ts';
import { assertFound } from './finding.fixture.ts';
import { examineMail } from './mail.ts';

const publicOrigin = 'https://access.example.net';
const look = (options: ServerOptions) => examineMail(configFromOptions(options));

test('without a mail server clients get no mail, unless all is on one machine', async () => {
  assertFound(await look({}), 'fine', /The Mailbox shows them/);
  assertFound(await look({ mailbox: false }), 'consider', /Nobody can read them/, /PORTICO_MAILBOX/);
  assertFound(await look({ publicOrigin }), 'mend', /Clients get none/, /PORTICO_SMTP_URL/);
});

test('a mail server is greeted and signed in to, and gets no mail', async () => {
  const smtp = await faultySmtp({
    onAuth: ({ username, password }, _, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('wrong')),
    allowInsecureAuth: true,
  });
  try {
    const url = (password: string) => smtp.url.replace('//', `//portico:${password}@`);
    assertFound(await look({ smtpUrl: url('right') }), 'fine', /lets this server in/);
    const findings = await look({ smtpUrl: url('hunter2') });
    assertFound(findings, 'mend', /cannot be used/, /user and password/);
    assert.doesNotMatch(JSON.stringify(findings), /hunter2/);
    smtp.faults.push({ at: 'connect', by: 'reset' });
    assertFound(await look({ smtpUrl: smtp.url }), 'mend', /cannot be used/, /port in PORTICO_SMTP_URL/);
    assert.equal(smtp.mails.length, 0);
  } finally {
    await smtp.close();
  }
  assertFound(await look({ smtpUrl: smtp.url }), 'mend', /REFUSED/, /Check host and port/);
  assertFound(await look({ smtpUrl: 'smtp://mail.invalid:25' }), 'mend', /mail\.invalid/, /Check host and port/);
});

test('a mail server without TLS is told from one whose certificate is not trusted', async () => {
  const smtp = await faultySmtp({ disabledCommands: ['STARTTLS'] });
  const offering = await faultySmtp();
  try {
    for (const smtpUrl of [smtp.url.replace('smtp:', 'smtps:'), `${smtp.url}?requireTLS=true`]) {
      assertFound(await look({ smtpUrl }), 'mend', /does not speak TLS as/, /smtps:\/\/ is for a port with TLS/);
    }
    const smtpUrl = `${offering.url}?requireTLS=true`;
    assertFound(await look({ smtpUrl }), 'mend', /certificate/, /its certificate names/);
  } finally {
    await smtp.close();
    await offering.close();
  }
});

test('mails that may leave this machine unprotected are told of', async () => {
  // A name that leads nowhere: what is judged is the URL.
  const at = (query: string, protocol = 'smtp') => look({ smtpUrl: `${protocol}://mail.invalid${query}` });
  assertFound(await at(''), 'fine', /by TLS only/);
  assertFound(await at('', 'smtps'), 'fine', /by TLS only/);
  assertFound(await at('?requireTLS=false'), 'consider', /mail\.invalid without TLS/, /unless the network is your own/);
  assertFound(await at('?tls.rejectUnauthorized=false'), 'consider', /is not checked/, /NODE_EXTRA_CA_CERTS/);
  assertFound(await look({ smtpUrl: 'smtp://127.0.0.1:9?requireTLS=false' }), 'fine', /do not leave this machine/);
});

test('a sender must be an address of one’s own', async () => {
  const from = (mailFrom: string) => look({ smtpUrl: 'smtp://127.0.0.1:9', publicOrigin, settings: { mailFrom } });
  assertFound(await look({ smtpUrl: 'smtp://127.0.0.1:9' }), 'mend', /sample data/, /PORTICO_MAIL_FROM/);
  assertFound(await from('portal@localhost'), 'mend', /sample data/, /PORTICO_MAIL_FROM/);
  assertFound(await from('portal@mailer'), 'mend', /no domain/, /full address/);
  assertFound(await from('Portal <portal@company.co>'), 'consider', /links lead to access\.example\.net/, /SPF/);
});
