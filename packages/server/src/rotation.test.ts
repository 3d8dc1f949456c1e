import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { publicOrigin } from './app.fixture.ts';
import type { ServerOptions } from './config.ts';
import { type KeyRing, keyId, serverKeys } from './keys.ts';
import { readLinkToken } from './links/link-token.ts';
import { silent } from './log.ts';
import { mailStore } from './mail/mail-store.ts';
import { sendMail } from './mail/send-mail.ts';
import type { OutgoingMail } from './mail/transport.ts';
import { grantTo, sampleBackend } from './postgres/backend.fixture.ts';
import type { Database } from './postgres/database.ts';
import { authSessions } from './postgres/schema/auth.ts';
import { openTestDatabase } from './postgres/test-database.fixture.ts';
import { configFromOptions } from './read-config.ts';
import { cookiesOf, type Portal, password, startPortal } from './start.fixture.ts';

const [older, newer] = ['the older secret of the tests, long enough', 'the newer secret of the tests, long enough'];
const [olderKey, newerKey] = ['older-api-key-of-the-tests', 'newer-api-key-of-the-tests'];
const dayInMilliseconds = 86_400_000;

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

/** Starts a server on the database of all of them, and stops it after the work: as a restart does. */
async function serving<T>(options: ServerOptions, work: (portal: Portal) => Promise<T>): Promise<T> {
  const portal = await startPortal(options, { database: { ...database, close: async () => {} } });
  try {
    return await work(portal);
  } finally {
    await portal.server.stop();
  }
}

const describe = (portal: Portal, token: string) => portal.send('POST', '/v1/links/describe', { body: { token } });
const session = (portal: Portal, cookie: string) => portal.send('GET', '/v1/session', { headers: { cookie } });
const account = (portal: Portal, token: string) => portal.send('GET', '/v1/accounts/001A', { token });

test('links, sessions and staff tokens live through a rotation, and end when their secret is retired', async () => {
  const made = await serving({ secrets: [older] }, async portal => ({
    link: (await portal.invite('linked@example.com')).link,
    cookie: (await portal.member('member@example.com')).cookie,
    token: await portal.token(),
  }));
  await serving({ secrets: [newer, older] }, async portal => {
    assert.equal((await describe(portal, made.link)).body.state, 'open');
    assert.equal((await session(portal, made.cookie)).body.email, 'member@example.com');
    assert.equal((await account(portal, made.token)).status, 200);
    assert.equal((await account(portal, await portal.token())).status, 200);
  });
  await serving({ secrets: [newer] }, async portal => {
    assert.equal((await describe(portal, made.link)).body.code, 'link-invalid');
    assert.equal((await session(portal, made.cookie)).status, 401);
    assert.equal((await account(portal, made.token)).status, 401);
  });
});

test('a server whose secrets lack the one that open links were made with says so when it starts', async () => {
  const told = ({ log }: Portal) => log.filter(({ event }) => event === 'secret.missing');
  const { link } = await serving({ secrets: [older] }, portal => portal.invite('waiting@example.com'));
  const [missing] = await serving({ secrets: [newer] }, async portal => told(portal));
  assert.deepEqual([missing?.level, missing?.keys], ['warn', keyId(older)]);
  const count = Number(missing?.links);
  assert.ok(count > 0);
  await serving({ secrets: [newer, older] }, async portal => {
    assert.deepEqual(told(portal), [], 'it is there');
    await portal.send('POST', '/v1/links/use', { body: { token: link, password } });
  });
  const [fewer] = await serving({ secrets: [newer] }, async portal => told(portal));
  assert.equal(Number(fewer?.links ?? 0), count - 1, 'a link that was used waits for nobody');
  await database.db.execute(sql`update link set expires_at = now() where used_at is null`);
  assert.deepEqual(await serving({ secrets: [newer] }, async portal => told(portal)), [], 'nor does an expired one');
});

test('a mail carries the same link after a rotation, and one that works once its secret is retired', async () => {
  const email = 'mailed@example.com';
  const linkIn = async (portal: Portal) => {
    const [mail] = await portal.mailsTo(email, 1);
    const { text } = await portal.send('GET', `/mailbox/${mail.id}`);
    return /class="mail-link" href="[^"]*#([^"]*)"/.exec(text)?.[1] ?? assert.fail('the mail has no link');
  };
  const { link } = await serving({ secrets: [older] }, portal => portal.invite(email));
  await serving({ secrets: [newer, older] }, async portal => {
    assert.equal(await linkIn(portal), link);
    assert.equal(await portal.linkOf(email), link);
  });
  await serving({ secrets: [newer] }, async portal => {
    const replacement = await linkIn(portal);
    assert.notEqual(replacement, link);
    assert.equal((await describe(portal, replacement)).body.state, 'open');
  });
});

test('a mail that is tried again after a rotation is the same mail with the same link', async () => {
  const enqueued: string[] = [];
  const [before, after] = [serverKeys([older]).link, serverKeys([newer, older]).link];
  const sample = await sampleBackend({
    linkKeyId: before.current.id,
    enqueueMail: (_writes, { id }) => void enqueued.push(id),
  });
  await grantTo(sample.staff, 'retried@example.com');
  const sent: OutgoingMail[] = [];
  const attempt = (linkKeys: KeyRing, isRepeat: boolean, answer: () => number) =>
    sendMail(
      {
        database: sample.database,
        store: mailStore(sample.database, { settings: configFromOptions({}).settings, now: sample.now }),
        publicOrigin,
        linkKeys,
        settings: configFromOptions({}).settings,
        transport: {
          async send(mail) {
            sent.push(mail);
            return answer();
          },
          verify: async () => {},
          close() {},
        },
        log: silent,
      },
      enqueued[0] ?? assert.fail('no mail was queued'),
      { isRepeat, signal: new AbortController().signal },
    );
  await assert.rejects(
    attempt(before, false, () => {
      throw new Error('the mail server is away');
    }),
  );
  await attempt(after, true, () => 250);
  assert.deepEqual(sent[1], sent[0]);
  const token = /\/portal\/register#([\w-]+)/.exec(sent[1]?.text ?? '')?.[1] ?? assert.fail('the mail has no link');
  assert.equal(readLinkToken(after, token)?.keyId, before.current.id);
  await sample.close();
});

test('a person who comes back after a rotation stays signed in when the older secret is retired', async () => {
  const { cookie } = await serving({ secrets: [older] }, portal => portal.member('back@example.com'));
  const prolonged = await serving({ secrets: [newer, older] }, async portal => {
    assert.deepEqual((await session(portal, cookie)).headers.getSetCookie(), [], 'a session of today is left alone');
    await database.db.update(authSessions).set({ expiresAt: new Date(Date.now() + 5 * dayInMilliseconds) });
    return cookiesOf((await session(portal, cookie)).headers);
  });
  await serving({ secrets: [newer] }, async portal => {
    assert.equal((await session(portal, prolonged)).body.email, 'back@example.com');
    assert.equal((await session(portal, cookie)).status, 401);
  });
});

test('signing out ends a session whose cookie an older secret signed', async () => {
  const { cookie } = await serving({ secrets: [older] }, portal => portal.member('leaving@example.com'));
  await serving({ secrets: [newer, older] }, async portal => {
    await portal.send('DELETE', '/v1/session', { headers: { cookie } });
    assert.equal((await session(portal, cookie)).status, 401);
  });
});

test('an older API key works until it is retired, and the log tells by its id that it is still used', async () => {
  await serving({ apiKeys: [newerKey, olderKey] }, async portal => {
    assert.equal(portal.server.apiKey, newerKey);
    for (const token of [newerKey, olderKey]) {
      const body = { staff: { email: 'grace@example.com', name: 'Grace' }, source: 'crm', permissions: [] };
      assert.equal((await portal.send('POST', '/v1/tokens', { token, body })).status, 200);
    }
    const keys = portal.log.flatMap(({ event, key }) => (event === 'request' && key !== undefined ? [key] : []));
    assert.deepEqual(keys, [keyId(newerKey), keyId(olderKey)]);
    for (const key of [newerKey, olderKey]) assert.ok(!JSON.stringify(portal.log).includes(key));
  });
  await serving({ apiKeys: [newerKey] }, async portal => {
    assert.equal((await portal.send('POST', '/v1/tokens', { token: olderKey, body: {} })).status, 401);
  });
});
