import assert from 'node:assert/strict';
import test from 'node:test';
import { startPortal } from '../start.fixture.ts';
import { faultySmtp } from './faulty-smtp.fixture.ts';
import { headerText } from './header-text.ts';
import { mailsSettled } from './mail-history.fixture.ts';

test('what would start another line of a header is taken out', () => {
  assert.equal(headerText(' Lumen\r\n\tBcc: x\u2028y\u0000 '), 'Lumen Bcc: x y');
});

test('what looks like an encoded word in a name arrives as it was written', async t => {
  const smtp = await faultySmtp();
  t.after(() => smtp.close());
  const word = '=?utf-8?B?RXhhbXBsZSBCYW5r?=';
  const portal = await startPortal({ smtpUrl: smtp.url, settings: { portalName: `Portal ${word}` } });
  t.after(() => portal.server.stop());
  const names = [
    word,
    `${word} ${word}`,
    `Bank =?UTF-8?q?Example_Bank?= of ${'a long name that is folded '.repeat(5)}${word}`,
    `Größe ${word}`,
    `=?utf-8?Q?a b?= and =?`,
  ];
  for (const [index, name] of names.entries()) {
    const records = { accounts: [{ id: `001${index}`, market: 'Berlin', name }] };
    const email = `person${index}@example.com`;
    await portal.send('POST', '/v1/records', { token: await portal.token(), body: records });
    await portal.invite(email, `001${index}`);
    await mailsSettled(portal.database.db, [email]);
    const { headers } = smtp.mails.at(-1) ?? assert.fail();
    assert.deepEqual(headers.get('to'), [email]);
    assert.deepEqual(headers.get('subject'), [`Your access to ${name.trim()}`]);
    const [from = ''] = headers.get('from') ?? [];
    // What makes the name one that is encoded is not seen.
    assert.equal(from.replace('\u2060', ''), `Portal ${word} <no-reply@example.com>`);
  }
});
