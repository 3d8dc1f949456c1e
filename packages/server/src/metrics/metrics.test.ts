import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { publicOrigin } from '../app.fixture.ts';
import { untilJobsAreDone } from '../jobs/jobs-done.fixture.ts';
import { keyId } from '../keys.ts';
import type { Database } from '../postgres/database.ts';
import { openTestDatabase } from '../postgres/test-database.fixture.ts';
import { type Portal, startPortal } from '../start.fixture.ts';
import { openMetrics } from './metrics.ts';

const metricsToken = 'token-of-the-scraper';

let portal: Portal;
before(async () => {
  portal = await startPortal({ metricsToken });
});
after(() => portal.server.stop());

/** One scrape, and its samples by name and labels. */
async function scrape({ server }: Pick<Portal, 'server'>, token = metricsToken) {
  const response = await server.fetch(
    new Request(`${publicOrigin}/metrics`, { headers: { authorization: `Bearer ${token}` } }),
  );
  const text = await response.text();
  const samples = [...text.matchAll(/^(\w+(?:\{[^}]*\})?) (\S+)$/gm)].map(([, name = '', value]) => [
    name,
    Number(value),
  ]);
  return { status: response.status, text, samples: Object.fromEntries(samples) };
}

test('requests are timed by method, route and status, and never by their path', async () => {
  const token = await portal.token();
  await portal.send('GET', '/v1/accounts/001A', { token });
  await portal.send('GET', '/v1/accounts/001Q', { token });
  await portal.send('GET', '/portal/register');
  for (const path of ['/nothing/ada@example.com', '/v1/accounts', '/wp-login.php']) await portal.send('GET', path);
  const { samples, text } = await scrape(portal);
  const count = (method: string, route: string, status: number) =>
    samples[`portico_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`];
  assert.equal(count('GET', '/v1/accounts/:accountId', 200), 1);
  assert.equal(count('GET', '/v1/accounts/:accountId', 404), 1);
  assert.equal(count('GET', '/portal/register', 200), 1);
  assert.ok(count('GET', 'other', 404) >= 2);
  assert.doesNotMatch(text, /001A|ada@|wp-login/);
  assert.equal(samples.portico_http_requests_in_flight, 1, 'the scrape itself');
});

test('open streams are counted while they are open', async () => {
  const open = await portal.server.fetch(
    new Request(`${publicOrigin}/v1/events`, { headers: { authorization: `Bearer ${await portal.token()}` } }),
  );
  const reader = open.body?.getReader();
  await reader?.read();
  assert.equal((await scrape(portal)).samples.portico_event_streams_open, 1);
  await reader?.cancel();
  assert.equal((await scrape(portal)).samples.portico_event_streams_open, 0);
});

test('mails, jobs and uses of API keys are counted', async () => {
  await portal.invite('counted@example.com');
  await untilJobsAreDone(portal.database.db);
  const { samples } = await scrape(portal);
  assert.equal(samples['portico_mail_sends_total{result="sent"}'], 1);
  assert.equal(samples['portico_mail_sends_total{result="failed"}'], 0);
  assert.equal(samples['portico_mails{state="queued"}'], 0);
  assert.equal(samples['portico_mails{state="failed"}'], 0);
  assert.equal(samples['portico_jobs{queue="mail",state="waiting"}'], 0);
  assert.equal(samples['portico_jobs_oldest_waiting_seconds{queue="recovery"}'], 0);
  assert.ok(samples[`portico_api_key_uses_total{key="${keyId(portal.server.apiKey)}"}`] >= 1);
  assert.ok(samples.portico_oldest_transaction_seconds >= 0);
  assert.ok(samples.process_resident_memory_bytes > 0);
});

test('what waits and what has failed is told, and for how long', async t => {
  const { database, ...held } = await startPortal({ metricsToken });
  t.after(() => held.server.stop());
  await held.invite('waiting@example.com');
  await untilJobsAreDone(database.db);
  await database.db.execute(sql`update mail set state = 'failed'`);
  await database.db.execute(sql`
    insert into pgboss.job (name, data, created_on, start_after)
    select 'mail', '{}', now() - interval '1 hour', now() + interval '1 hour' from generate_series(1, 3)`);
  const { samples } = await scrape(held);
  assert.equal(samples['portico_mails{state="failed"}'], 1);
  assert.equal(samples['portico_jobs{queue="mail",state="waiting"}'], 3);
  assert.ok(Math.abs(samples['portico_jobs_oldest_waiting_seconds{queue="mail"}'] - 3600) < 60);
});

test('a scrape of a database that is away answers soon, with what was known', async t => {
  const opened = await openTestDatabase();
  let isAway = false;
  const database: Database = {
    ...opened,
    transaction: work => (isAway ? new Promise(() => {}) : opened.transaction(work)),
  };
  const { server } = await startPortal({ metricsToken }, { database });
  t.after(() => server.stop());
  const first = await scrape({ server });
  assert.equal(first.samples['portico_mails{state="failed"}'], 0);
  isAway = true;
  const [second, third] = await Promise.all([scrape({ server }), scrape({ server })]);
  for (const { status, samples } of [second, third]) {
    assert.equal(status, 200);
    assert.equal(samples['portico_mails{state="failed"}'], 0);
    assert.ok(samples.portico_database_figures_age_seconds > first.samples.portico_database_figures_age_seconds);
  }
});

test('figures that were never read are as old as the server, and nothing else is told of the database', async t => {
  const database = await openTestDatabase();
  t.after(() => database.close());
  const metrics = openMetrics();
  metrics.watch({ ...database, transaction: () => Promise.reject(new Error('the database is away')) });
  const ageNow = async () => {
    const { text } = await metrics.read();
    assert.doesNotMatch(text, /^portico_(mails|jobs|oldest_transaction_seconds)\b/m);
    return Number(/^portico_database_figures_age_seconds (\S+)$/m.exec(text)?.[1]);
  };
  const first = await ageNow();
  assert.ok(first >= 0);
  while ((await ageNow()) === first) await new Promise(resolve => setImmediate(resolve));
  assert.ok((await ageNow()) > first);
});

test('two servers in one process do not count for each other', async t => {
  const other = await startPortal({ metricsToken });
  t.after(() => other.server.stop());
  const { samples } = await scrape(other);
  assert.equal(samples['portico_mail_sends_total{result="sent"}'], 0);
  assert.equal(
    samples['portico_http_request_duration_seconds_count{method="GET",route="/portal/register",status="200"}'],
    undefined,
  );
});
