import assert from 'node:assert/strict';
import { test } from 'node:test';
import { like } from 'drizzle-orm';
import { untilJobsAreDone } from '../jobs/jobs-done.fixture.ts';
import { rateLimits } from '../postgres/schema.ts';
import { cookiesOf, startPortal } from '../start.fixture.ts';

const flooded = 'ada.keller@example.com';

test('one mailbox gets ten mails a day, whoever asks; its owner’s own browser has ten of its own', async t => {
  const portal = await startPortal({ admins: [flooded], trustedProxies: 1 });
  t.after(() => portal.server.stop());
  let networks = 0;
  /** Asks from a network of its own, once the minute is over that a mailbox has to itself. */
  const ask = async (email: string, cookie?: string) => {
    await portal.database.db.delete(rateLimits).where(like(rateLimits.key, 'staff-mail:%'));
    const headers = { 'x-forwarded-for': `198.51.100.${networks++}`, ...(cookie ? { cookie } : {}) };
    const { status, text } = await portal.send('POST', '/v1/staff/session/link', { body: { email }, headers });
    return `${status} ${text}`;
  };
  const useNewest = async () => {
    const used = await portal.send('POST', '/v1/staff/session', { body: { token: await portal.linkOf(flooded) } });
    assert.equal(used.status, 200, used.text);
    return cookiesOf(used.headers);
  };

  await ask(flooded);
  await portal.mailsTo(flooded, 1);
  const known = await useNewest();
  const answers = new Set();
  for (let asked = 1; asked <= 12; asked++) {
    answers.add(await ask(flooded));
    answers.add(await ask('nobody@example.com'));
  }
  assert.equal(answers.size, 1);
  await untilJobsAreDone(portal.database.db);
  assert.equal((await portal.mailsTo(flooded, 11)).length, 11);

  await ask(flooded, known);
  await portal.mailsTo(flooded, 12);
  await useNewest();
  // Who has used a link is the owner: what others have asked for counts no more.
  await ask(flooded);
  await portal.mailsTo(flooded, 13);
});
