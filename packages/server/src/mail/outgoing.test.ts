import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { publicOrigin } from '../app.fixture.ts';
import { type Portal, startPortal } from '../start.fixture.ts';
import { type FaultySmtp, faultySmtp } from './faulty-smtp.fixture.ts';
import { mailsSettled } from './mail-history.fixture.ts';

let smtp: FaultySmtp;
let portal: Portal;
before(async () => {
  smtp = await faultySmtp();
  const settings = { portalName: 'Größe\r\nBcc: eve@example.com', mailFrom: 'portal@bücher.example' };
  portal = await startPortal({ smtpUrl: smtp.url, settings });
});
after(async () => {
  await portal.server.stop();
  await smtp.close();
});

async function mailTo(email: string, firstName = 'New', headers: Record<string, string> = {}) {
  const body = { contact: { email, firstName, lastName: 'Person' } };
  const { status } = await portal.send('POST', '/v1/accounts/001A/access', {
    token: await portal.token(),
    body,
    headers,
  });
  assert.equal(status, 200);
  await mailsSettled(portal.database.db, [email]);
  const own = smtp.mails.filter(({ text }) => text.includes(firstName));
  return own.at(-1) ?? assert.fail();
}

test('a mail arrives as it was written: headers, both parts, and the link', async () => {
  const name = `Ada <b>“𝕏” مرحبا</b> {{ link }} .=3D`;
  const mail = await mailTo('ada.whole@example.com', name);
  const only = (header: string) => {
    const values = mail.headers.get(header) ?? [];
    assert.equal(values.length, 1, header);
    return values[0] ?? '';
  };
  assert.equal(only('to'), 'ada.whole@example.com');
  assert.equal(only('subject'), 'Your access to Lumen');
  assert.equal(only('auto-submitted'), 'auto-generated');
  assert.match(only('message-id'), /^<[\da-f-]{36}@portal\.example\.com>$/);
  assert.ok(Math.abs(Date.parse(only('date')) - Date.now()) < 600_000);
  assert.equal(mail.headers.has('x-mailer'), false);
  assert.ok(mail.text.includes(name));
  assert.ok(mail.html.includes(name.replaceAll('<', '&lt;').replaceAll('>', '&gt;')));
  const link = `${publicOrigin}/portal/register#${await portal.linkOf('ada.whole@example.com')}`;
  assert.ok(mail.text.includes(`\n${link}\n`) && mail.html.includes(`href="${link}"`));
});

test('a line break in a name starts no header, and other characters arrive', async () => {
  const { db } = portal.database;
  // The API takes no such name; who writes to the database has others.
  await db.execute(sql`update account set name = ${'Lumen\r\nBcc: eve@example.com\r\n\r\nHello'} where name = 'Lumen'`);
  const mail = await mailTo('lines@example.com', 'Lines');
  await db.execute(sql`update account set name = 'Lumen' where name like 'Lumen%'`);
  assert.equal(mail.headers.has('bcc'), false);
  assert.deepEqual(mail.envelope.to, ['lines@example.com']);
  assert.match(mail.headers.get('subject')?.[0] ?? '', /^Your access to Lumen Bcc: eve@example\.com Hello$/);
  assert.match(mail.headers.get('from')?.[0] ?? '', /^"?Größe Bcc: eve@example\.com"? <portal@/);
});

test('a domain of other letters is written as mail servers know it', async () => {
  const mail = await mailTo('ada@bücher.example', 'Idna');
  assert.ok(smtp.said.includes('MAIL FROM:<portal@xn--bcher-kva.example>'));
  assert.ok(smtp.said.includes('RCPT TO:<ada@xn--bcher-kva.example>'));
  assert.equal(mail.headers.get('to')?.[0], 'ada@xn--bcher-kva.example');
});

test('a Host header never changes a mail’s link', async () => {
  const host = 'evil.example.com';
  const mail = await mailTo('host@example.com', 'Host', { host, 'x-forwarded-host': host, forwarded: `host=${host}` });
  assert.ok(mail.text.includes(`${publicOrigin}/portal/register#`));
  assert.ok(![mail.text, mail.html, ...[...mail.headers.values()].flat()].some(part => part.includes(host)));
});

test('the database holds no live secret once a mail has gone out, nor does the log', async () => {
  await mailTo('secret@example.com', 'Secret');
  const token = await portal.linkOf('secret@example.com');
  const { db } = portal.database;
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`);
  assert.ok(tables.length > 15);
  for (const { name } of tables) {
    const { rows } = await db.execute(sql.raw(`select row_to_json(t)::text as row from ${name} t`));
    const text = JSON.stringify(rows);
    assert.ok(!text.includes(token) && !text.includes(token.slice(-40)), name);
  }
  assert.ok(!/example\.com|#/.test(JSON.stringify(portal.log.filter(({ event }) => event.startsWith('mail')))));
});
