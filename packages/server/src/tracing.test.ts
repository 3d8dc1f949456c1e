import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { untilJobsAreDone } from './jobs/jobs-done.fixture.ts';
import { faultySmtp } from './mail/faulty-smtp.fixture.ts';
import { type Portal, startPortal } from './start.fixture.ts';
import { registerTracing } from './trace-sdk.fixture.ts';
import { inSpan } from './tracing.ts';

const exporter = registerTracing();
const smtp = await faultySmtp();
let portal: Portal;
before(async () => {
  portal = await startPortal({ smtpUrl: smtp.url });
});
afterEach(() => exporter.reset());
after(async () => {
  await portal.server.stop();
  await smtp.close();
});

/** The spans of a name, once there is one. */
async function spansOf(name: string): Promise<ReadableSpan[]> {
  for (;;) {
    const spans = exporter.getFinishedSpans().filter(span => span.name === name);
    if (spans.length > 0) return spans;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

test('a request is a span that is named by its route, of the trace that its headers name', async () => {
  const token = await portal.token();
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const parentSpanId = 'b7ad6b7169203331';
  const headers = { traceparent: `00-${traceId}-${parentSpanId}-01` };
  await portal.send('GET', '/v1/accounts/001A?search=ada', { token, headers });
  const [span] = await spansOf('GET /v1/accounts/:accountId');
  assert.equal(span?.kind, SpanKind.SERVER);
  assert.equal(span.spanContext().traceId, traceId);
  assert.equal(span.parentSpanContext?.spanId, parentSpanId);
  assert.deepEqual(span.attributes, {
    'http.request.method': 'GET',
    'http.route': '/v1/accounts/:accountId',
    'http.response.status_code': 200,
  });
});

test('a request inside of a span that was begun already is part of that', async () => {
  await inSpan('outer', { kind: SpanKind.SERVER }, () => portal.send('GET', '/healthz'));
  const [outer] = await spansOf('outer');
  const [inner] = await spansOf('GET /healthz');
  assert.equal(inner?.kind, SpanKind.INTERNAL);
  assert.equal(inner.parentSpanContext?.spanId, outer?.spanContext().spanId);
});

test('a refusal is no failure of the server, and a failure is marked by its code', async () => {
  await portal.send('GET', '/nothing/here');
  const [refused] = await spansOf('GET');
  assert.equal(refused?.status.code, SpanStatusCode.UNSET);
  assert.equal(refused.attributes['http.response.status_code'], 404);
  const failing = async () => {
    throw new TypeError('ada@example.com');
  };
  await assert.rejects(inSpan('failing', {}, failing), TypeError);
  const [failed] = await spansOf('failing');
  assert.deepEqual(failed?.status, { code: SpanStatusCode.ERROR });
  assert.deepEqual(failed.attributes, { 'error.type': 'TypeError' });
  assert.deepEqual(failed.events, []);
});

test('a mail is a span of its job and one of its sending, and no span names a person', async () => {
  const token = await portal.token();
  await portal.invite('traced@example.com');
  await untilJobsAreDone(portal.database.db);
  const [job] = await spansOf('process mail');
  const [sending] = await spansOf('send mail');
  assert.equal(job?.kind, SpanKind.CONSUMER);
  assert.match(String(job.attributes['portico.mail.id']), /^[\da-f-]{36}$/);
  assert.equal(sending?.kind, SpanKind.CLIENT);
  assert.equal(sending.parentSpanContext?.spanId, job.spanContext().spanId);
  assert.equal(sending.attributes['smtp.response.status_code'], 250);
  const told = exporter
    .getFinishedSpans()
    .map(({ name, attributes, status, events }) => ({ name, attributes, status, events }));
  assert.doesNotMatch(JSON.stringify(told), /traced|example\.com|Person|127\.0\.0\.1/);
  assert.ok(!JSON.stringify(told).includes(token));
});
