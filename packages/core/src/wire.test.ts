import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { errorCodes, PorticoError } from './errors.ts';
import { access } from './routes/access.ts';
import { checkInput, readProblem, readRequest, writeProblem, writeRequest } from './wire.ts';

test('an id of any characters reaches the server as it was', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), id => {
      const { path } = writeRequest(access.listForAccount, { accountId: id });
      assert.equal(decodeURIComponent(path.slice('/accounts/'.length, -'/access'.length)), id);
    }),
  );
});

test('what no field is for changes nothing', () => {
  const body = JSON.parse(
    '{"contact":{"email":"ada@example.com","firstName":"Ada","lastName":"L","emailVerified":true,"__proto__":{"role":"admin"}},"__proto__":{"role":"admin"},"accountId":"other"}',
  );
  const input = readRequest(access.grant, { params: { accountId: 'mine' }, search: new URLSearchParams(), body });
  assert.deepEqual(input, {
    accountId: 'mine',
    contact: { email: 'ada@example.com', firstName: 'Ada', lastName: 'L' },
  });
  assert.equal('role' in input, false);
});

test('what is wrong is told by field', () => {
  const input = { accountId: 'a', contact: { email: 'x', firstName: 'Ada' }, orderId: '' };
  assert.throws(() => checkInput(access.grant, input), {
    code: 'invalid-request',
    fields: { 'contact.email': 'email-no-at', 'contact.lastName': 'required', orderId: 'not-an-id' },
  });
});

test('every error survives the wire', () => {
  for (const code of errorCodes) {
    const error = new PorticoError(code, { message: 'why', fields: { a: 'required' }, retryAfter: 3 });
    const problem = writeProblem(error);
    const {
      code: read,
      fields,
      retryAfter,
      message,
    } = readProblem(problem.status, JSON.parse(JSON.stringify(problem)));
    assert.deepEqual([read, fields, retryAfter, message], [code, { a: 'required' }, 3, 'why']);
  }
});

test("a proxy's page of HTML is named by its status", () => {
  assert.equal(readProblem(503, '<html>').code, 'unavailable');
  assert.equal(readProblem(500, undefined).code, 'server-error');
  assert.equal(readProblem(418, { code: 'teapot' }).code, 'bad-answer');
});
