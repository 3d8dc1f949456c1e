import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PorticoError } from '@portico/core';
import { DrizzleQueryError } from 'drizzle-orm';
import { explainOutage, outageOf } from './outage.ts';

function failedQuery(code: string | undefined, message = 'something about ada@example.com'): Error {
  const cause = Object.assign(new Error(message), code === undefined ? {} : { code });
  return new DrizzleQueryError('select 1', [], cause);
}

test('a database that is away, full or failed over is told from one that refuses', () => {
  for (const code of ['ECONNREFUSED', 'ECONNRESET', '08006', '57P01', '57P03', '53300', '53100', '25006', '58030']) {
    assert.equal(outageOf(failedQuery(code))?.code, code);
  }
  for (const code of ['23505', '22P02', '40001', '42P01', '57014', '25P02']) {
    assert.equal(outageOf(failedQuery(code)), undefined, code);
  }
});

test('an outage without a code is known by what the drivers say, and only by that', () => {
  for (const message of [
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'PGlite is closed',
  ]) {
    assert.equal(outageOf(failedQuery(undefined, message))?.code, 'closed');
  }
  assert.equal(outageOf(failedQuery('22P02', 'Connection terminated')), undefined, 'what a person typed');
  assert.equal(outageOf(failedQuery(undefined, 'is not iterable')), undefined);
});

test('other servers that are away are no outage of the database', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  assert.equal(outageOf(refused), undefined);
  assert.equal(outageOf(new TypeError('fetch failed', { cause: refused })), undefined);
  assert.equal(outageOf(refused, { isFromDatabase: true })?.code, 'ECONNREFUSED');
});

test('an outage is unavailable for a while, keeps its cause, and is explained once', () => {
  const cause = failedQuery('57P01');
  const explained = explainOutage(cause);
  assert.ok(explained instanceof PorticoError);
  assert.equal(explained.code, 'unavailable');
  assert.equal(explained.retryAfter, 2);
  assert.doesNotMatch(explained.message, /ada/);
  assert.equal(outageOf(explained)?.cause, cause);
  assert.equal(explainOutage(explained), explained);
  const refusal = new PorticoError('already-has-access');
  assert.equal(explainOutage(refusal), refusal);
});

test('of a write that may have been kept it says to repeat it with the same key', () => {
  const explained = explainOutage(failedQuery('08006'), { isUnknown: true });
  assert.match(String(explained), /idempotency key/);
});
