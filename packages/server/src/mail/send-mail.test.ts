import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import type { Attempt } from '../jobs/jobs.ts';
import { serverKeys } from '../keys.ts';
import { staffSignInLifetime } from '../links/link-lifetime.ts';
import { grantTo, sampleBackend } from '../postgres/backend.fixture.ts';
import { consumeLink, createStaffLink } from '../postgres/links.ts';
import { queueStaffMail } from '../postgres/mails.ts';
import { defaultSettings } from '../postgres/portal-settings.ts';
import { events, links, mails, staff } from '../postgres/schema.ts';
import { mailHistory } from './mail-history.fixture.ts';
import { mailStore } from './mail-store.ts';
import { abandonMail, type MailDependencies, sendMail } from './send-mail.ts';
import type { OutgoingMail } from './transport.ts';

let sample: Awaited<ReturnType<typeof sampleBackend>>;
let mailing: MailDependencies;
const out: OutgoingMail[] = [];
/** What the transport throws instead of sending. */
let failure: object | undefined;

before(async () => {
  sample = await sampleBackend();
  const { database, now } = sample;
  const settings = {
    ...defaultSettings,
    staffPermissions: [],
    portalName: 'Example Portal',
    mailFrom: 'post@example.com',
  };
  mailing = {
    database,
    store: mailStore(database, { settings, now }),
    publicOrigin: 'https://portal.example.com',
    linkKeys: serverKeys(['a secret of the test']).link,
    settings,
    log: () => {},
    transport: {
      async send(mail) {
        // The embedded database would wait for ever here while a transaction is open.
        await database.db.execute(sql`select 1`);
        if (failure) throw failure;
        out.push(mail);
        return 250;
      },
      verify: async () => {},
      close() {},
    },
  };
});
after(() => sample.close());

const attempt = (isRepeat = false): Attempt => ({ isRepeat, signal: new AbortController().signal });
const later = { responseCode: 451, command: 'MAIL FROM' };

async function mailTo(email: string): Promise<string> {
  const [mail] = await sample.database.db.select({ id: mails.id }).from(mails).where(eq(mails.toAddress, email));
  return mail?.id ?? assert.fail();
}

/** A mail that could not be sent yet. */
async function deferredMail(email: string) {
  const { contactId } = await grantTo(sample.staff, email);
  const id = await mailTo(email);
  sample.advance(1);
  failure = later;
  await assert.rejects(sendMail(mailing, id, attempt()), { name: 'NotYet' });
  failure = undefined;
  sample.advance(1);
  return { id, contactId: contactId ?? '' };
}

const history = (email: string) => mailHistory(sample.database.db, email);
const sentTo = (email: string) => out.filter(({ to }) => to === email).length;

test('a mail is sent outside of any transaction, once however often it is asked for, and again the same way', async () => {
  const email = 'same@example.com';
  const { id } = await deferredMail(email);
  await sendMail(mailing, id, attempt(true));
  await sendMail(mailing, id, attempt(true));
  assert.equal(sentTo(email), 1);
  const [stored] = await sample.database.db.select().from(mails).where(eq(mails.id, id));
  const mail = out.at(-1);
  assert.deepEqual([mail?.messageId, mail?.date], [`<${id}@portal.example.com>`, stored?.createdAt]);
  assert.deepEqual(mail?.from, { name: 'Example Portal', address: 'post@example.com' });
  assert.deepEqual(await history(email), ['queued', 'deferred later 451 mail-from', 'sent 250']);
});

test('a mail to staff signs them in for 15 minutes from sending, and is told to nobody else', async () => {
  const { database, now } = sample;
  const [member] = await database.db.select().from(staff).where(eq(staff.email, 'sam.support@example.com'));
  assert.ok(member);
  const count = () => database.db.$count(events);
  const before = await count();
  const terms = { keyId: mailing.linkKeys.current.id, lifetime: staffSignInLifetime, now: now() };
  await database.transaction(async tx => {
    const linkId = await createStaffLink(tx, { staffId: member.id, ...terms });
    await queueStaffMail({ tx, now, enqueueMail: () => {} }, member, { linkId });
  });
  sample.advance(600);
  await sendMail(mailing, await mailTo(member.email), attempt());
  assert.equal(await count(), before);
  const mail = out.at(-1);
  assert.deepEqual([mail?.to, mail?.subject], [member.email, 'Sign in to Example Portal']);
  assert.match(mail?.text ?? '', /\nSign in:\nhttps:\/\/portal\.example\.com\/admin\/sign-in#\S+\n/);
  assert.match(mail?.text ?? '', /Hello Sam Support,.*/);
  assert.match(mail?.text ?? '', /once and for 15 minutes/);
  const [link] = await database.db.select().from(links).where(eq(links.staffId, member.id));
  assert.deepEqual([link?.sentAt, Number(link?.expiresAt)], [now(), now().getTime() + 900_000]);
});

test('a mail that waited is not sent where its link was used: it had arrived, though nobody told', async () => {
  const email = 'used@example.com';
  const { id } = await deferredMail(email);
  const link = await sample.linkOf(email);
  assert.ok(await consumeLink(sample.database.db, { id: link.id, now: sample.now() }));
  await sendMail(mailing, id, attempt(true));
  assert.equal(sentTo(email), 0);
  assert.deepEqual((await history(email)).at(-1), 'sent link-used');
});

test('a mail that waited is not sent where its link was replaced or its login switched off', async () => {
  const { staff } = sample;
  const replaced = await deferredMail('replaced@example.com');
  sample.advance(61);
  await staff.recovery.send({ contactId: replaced.contactId, action: 'resend-registration' });
  const off = await deferredMail('off@example.com');
  await staff.users.deactivate({ contactId: off.contactId });
  for (const { id } of [replaced, off]) await sendMail(mailing, id, attempt(true));
  for (const email of ['replaced@example.com', 'off@example.com']) {
    assert.equal(sentTo(email), 0);
    assert.ok((await history(email)).includes('failed link-replaced'), email);
  }
  const { items } = await staff.access.listForAccount({ accountId: 'acme', search: 'replaced@' });
  assert.equal(items[0]?.mailFailed, false, 'a newer mail is on its way');
});

test('a mail that was tried to the end has failed for the reason of the last try', async () => {
  const email = 'abandoned@example.com';
  const { id } = await deferredMail(email);
  await abandonMail(mailing, id);
  assert.deepEqual(await history(email), ['queued', 'deferred later 451 mail-from', 'failed later 451 mail-from']);
  const { items } = await sample.staff.access.listForAccount({ accountId: 'acme', search: email });
  assert.equal(items[0]?.mailFailed, true);
});

test('a try that was ended from outside leaves the mail to whoever has it now', async () => {
  const email = 'ended@example.com';
  await grantTo(sample.staff, email);
  failure = { code: 'EABORT' };
  const signal = AbortSignal.abort();
  await assert.rejects(sendMail(mailing, await mailTo(email), { isRepeat: false, signal }), { name: 'NotYet' });
  failure = undefined;
  assert.deepEqual(await history(email), ['queued']);
});
