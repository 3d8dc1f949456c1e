import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { publicOrigin } from '../app.fixture.ts';
import { type Portal, password, startPortal } from '../start.fixture.ts';
import { type Fault, type FaultySmtp, faultySmtp } from './faulty-smtp.fixture.ts';
import { mailHistory, mailsSettled } from './mail-history.fixture.ts';

let smtp: FaultySmtp;
let portal: Portal;
before(async () => {
  smtp = await faultySmtp();
  portal = await startPortal({ smtpUrl: smtp.url });
});
after(async () => {
  await portal.server.stop();
  await smtp.close();
});

async function rowOf(email: string) {
  const path = `/v1/accounts/001A/access?search=${encodeURIComponent(email)}`;
  const { body } = await portal.send('GET', path, { token: await portal.token() });
  return body.items[0];
}

async function resend(contactId: string) {
  portal.clock.ahead += 61_000;
  const body = { action: 'resend-registration' };
  const path = `/v1/contacts/${encodeURIComponent(contactId)}/recovery`;
  assert.equal((await portal.send('POST', path, { token: await portal.token(), body })).status, 200);
}

const refusals: readonly (Fault & { by: number; told: string })[] = [
  { at: 'RCPT', by: 550, told: 'failed refused 550 rcpt-to' },
  { at: 'final dot', by: 554, told: 'failed refused 554 data' },
  { at: 'MAIL', by: 550, told: 'failed refused 550 mail-from' },
];

for (const [index, { told, ...fault }] of refusals.entries()) {
  test(`5xx: failed visibly within a minute (${fault.by} at ${fault.at})`, async () => {
    const email = `refused-${index}@example.com`;
    const stream = await portal.server.fetch(
      new Request(`${publicOrigin}/v1/events`, { headers: { authorization: `Bearer ${await portal.token()}` } }),
    );
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader() ?? assert.fail();
    smtp.faults = [fault];
    const start = performance.now();
    const { access } = await portal.invite(email);

    let told = '';
    while (!told.includes('"mail.failed"')) told += (await reader.read()).value ?? assert.fail('the stream ended');
    assert.ok(performance.now() - start < 60_000);
    const event = JSON.parse(/^data: (.*"mail\.failed".*)$/m.exec(told)?.[1] ?? '');
    assert.deepEqual([event.accountIds, event.contactId], [['001A'], access.contactId]);
    await reader.cancel();

    assert.deepEqual(await mailHistory(portal.database.db, email), ['queued', refusals[index]?.told]);
    assert.equal((await rowOf(email)).mailFailed, true);
    const [entry] = await portal.mailsTo(email, 1);
    assert.equal(entry.state, 'failed');
    assert.match(entry.problem, new RegExp(`refused.*${fault.by}`));
    const page = await portal.send('GET', `/mailbox/${entry.id}`);
    assert.ok(page.text.includes(String(fault.by)));
    const logged = portal.log.filter(({ event }) => event === 'mail.failed').at(-1);
    assert.deepEqual([logged?.level, logged?.status], ['warn', fault.by]);
    assert.equal(smtp.mails.length, 0);

    // A newer mail that arrives says that the address is right after all.
    await resend(access.contactId);
    assert.equal((await rowOf(email)).mailFailed, false);
    await portal.mailsTo(email, 2);
    assert.equal((await rowOf(email)).mailFailed, false);
    smtp.mails.length = 0;
  });
}

test('whoever registers by an older mail is not said to be without one', async () => {
  const email = 'registered@example.com';
  const { access, link } = await portal.invite(email);
  await mailsSettled(portal.database.db, [email]);
  assert.equal((await portal.send('POST', '/v1/links/use', { body: { token: link, password } })).status, 200);
  smtp.faults = [{ at: 'RCPT', by: 550 }];
  portal.clock.ahead += 61_000;
  const path = `/v1/contacts/${encodeURIComponent(access.contactId)}/recovery`;
  await portal.send('POST', path, { token: await portal.token(), body: { action: 'send-reset' } });
  while (!(await rowOf(email)).mailFailed) await setTimeout(20);
  // Another account's grant tells of the same person.
  const other = await portal.invite(email, '001B');
  assert.equal(other.access.mailFailed, true);
});

test('nothing of what a mail server says, and no address, is logged or kept', async () => {
  const { rows } = await portal.database.db.execute(
    'select (select json_agg(detail) from mail_event) as events, (select json_agg(output) from pgboss.job) as jobs',
  );
  for (const text of [JSON.stringify(portal.log), JSON.stringify(rows)]) {
    assert.ok(!/example\.com|not known here/.test(text), text);
  }
});
