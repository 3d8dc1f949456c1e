import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureLine } from './commands/failure.ts';
import { OperatorError } from './operator-error.ts';

class LampOut extends OperatorError {}

test('what the operator can mend is shown as it is, under the name of its class', () => {
  const cause = new Error('no current');
  const error = new LampOut('The lamp is out. Change it.', { cause });
  assert.equal(failureLine('serve', error), 'The lamp is out. Change it.');
  assert.deepEqual([error.name, error.cause], ['LampOut', cause]);
});
