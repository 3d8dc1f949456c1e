import assert from 'node:assert/strict';
import test from 'node:test';
import { mailFailure } from './mail-failure.ts';

const smtpError = (details: object) => Object.assign(new Error('to ada@example.com'), details);

function verdict(details: object) {
  const { problem, isFinal, isSetup } = mailFailure(smtpError(details));
  assert.ok(!JSON.stringify(problem).includes('@'));
  return [problem.reason, isFinal ? 'final' : 'later', ...(isSetup ? ['setup'] : [])].join(' ');
}

test('a 5xx about the mail is final, but not one about who we are', () => {
  for (const command of ['MAIL FROM', 'RCPT TO', 'DATA']) {
    for (const responseCode of [550, 552, 554]) assert.equal(verdict({ command, responseCode }), 'refused final');
    for (const responseCode of [530, 535]) assert.equal(verdict({ command, responseCode }), 'sign-in later setup');
    assert.equal(verdict({ command, responseCode: 503 }), 'refused later setup');
  }
  for (const command of ['CONN', 'EHLO']) {
    assert.equal(verdict({ command, responseCode: 554 }), 'refused later setup');
  }
  assert.equal(verdict({ code: 'ETLS', command: 'STARTTLS', responseCode: 502 }), 'tls later setup');
  assert.equal(verdict({ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 554 }), 'sign-in later setup');
});

test('a 4xx is tried again, wherever it comes', () => {
  for (const command of ['CONN', 'EHLO', 'AUTH LOGIN', 'MAIL FROM', 'RCPT TO', 'DATA']) {
    assert.equal(verdict({ command, responseCode: 451 }), 'later later');
  }
});

test('what is no answer at all is tried again, and told of as a setup where only the operator can mend it', () => {
  for (const [details, told] of [
    [{ code: 'ETIMEDOUT', command: 'CONN' }, 'timeout later'],
    [{ code: 'EABORT' }, 'timeout later'],
    [{ code: 'ECONNECTION', command: 'CONN' }, 'disconnected later'],
    [{ code: 'ESOCKET', originalCode: 'ECONNRESET' }, 'disconnected later'],
    [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, 'unreachable later'],
    [{ code: 'EDNS' }, 'unreachable later'],
    [{ code: 'ETLS' }, 'tls later setup'],
    [{ code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'tls later setup'],
    [{ code: 'ESOCKET', originalCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'tls later setup'],
    [{ code: 'EAUTH', command: 'API' }, 'sign-in later setup'],
    [{}, 'error later'],
  ] as const) {
    assert.equal(verdict(details), told, JSON.stringify(details));
  }
  assert.equal(verdict({ code: 'EENVELOPE', command: 'API' }), 'unsendable final');
  assert.equal(mailFailure(undefined).problem.reason, 'error');
});
