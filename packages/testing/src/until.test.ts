import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './until.ts';

test('it is waited for until it is so', async () => {
  let count = 0;
  await until(
    'three',
    async () => ++count,
    value => value === 3,
  );
  assert.equal(count, 3);
});

test('what never comes is named, with what was there instead', async () => {
  await assert.rejects(
    until(
      'a third name',
      () => ['Ada', 'Alan'],
      names => names.length === 3,
      1,
    ),
    { name: 'AssertionError', message: "waited 1 ms for a third name, and there was [ 'Ada', 'Alan' ]" },
  );
});
