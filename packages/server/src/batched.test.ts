import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batched } from './batched.ts';

test('what is asked for together is done together, and each gets its own answer', async () => {
  const runs: (readonly number[])[] = [];
  const double = batched(async (all: readonly number[]) => {
    runs.push(all);
    return all.map(number => number * 2);
  });
  assert.deepEqual(await Promise.all([1, 2, 3].map(double)), [2, 4, 6]);
  assert.equal(await double(4), 8);
  assert.deepEqual(runs, [[1, 2, 3], [4]]);
});

test('a failure is one of all who were together, and of nobody else', async () => {
  const refuse = batched(async (all: readonly string[]) => {
    if (all.includes('bad')) throw new Error('refused');
    return all;
  });
  const together = await Promise.allSettled(['good', 'bad'].map(refuse));
  assert.deepEqual(
    together.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal(await refuse('good'), 'good');
});
