import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closers } from './closers.ts';

test('what was opened is closed in reverse, each even where another cannot be, and once', async () => {
  const closed: string[] = [];
  const { add, closeAll } = closers();
  add(() => closed.push('database'));
  add(async () => {
    closed.push('jobs');
    throw new Error('the jobs cannot end');
  });
  add(() => {
    closed.push('streams');
    throw new Error('the streams cannot end');
  });
  await assert.rejects(closeAll(), /the streams cannot end/);
  assert.deepEqual(closed, ['streams', 'jobs', 'database']);
  await closeAll();
  assert.equal(closed.length, 3);
});
