import assert from 'node:assert/strict';
import test from 'node:test';
import { problemText } from './problem-text.ts';

test('a mail that has not gone out says why, and what comes next', () => {
  const refused = { reason: 'refused', status: 550, stage: 'rcpt-to' } as const;
  assert.equal(problemText('failed', refused), 'Failed: the mail server refused it (550 at rcpt-to).');
  assert.equal(
    problemText('queued', { reason: 'timeout' }),
    'Waiting: the mail server took too long to answer. It is tried again by itself.',
  );
  assert.equal(problemText('failed', null), 'Failed: something went wrong.');
  assert.equal(problemText('sent', { reason: 'timeout' }), '', 'what is over is no problem');
});
