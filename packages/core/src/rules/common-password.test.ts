import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isCommonPassword } from './common-password.ts';

test('letter case hides no first guess', () => {
  for (const guess of ['password123', 'PASSWORD123', '1234567890', 'aaaaaaaaaaaa', 'abcabcabcabc', 'AbAbAbAbAbAb']) {
    assert.equal(isCommonPassword(guess), true, guess);
  }
});

test("an owner's address is a first guess for them, and for nobody else", () => {
  for (const guess of ['ada.lovelace@example.com', 'Ada.Lovelace']) {
    assert.equal(isCommonPassword(guess, 'ada.lovelace@example.com'), true, guess);
    assert.equal(isCommonPassword(guess, 'bo@example.com'), false, guess);
  }
});

test('twelve random letters are no first guess', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...'bdfhjlnprtvxz'), { minLength: 12, maxLength: 12 }), letters => {
      assert.equal(isCommonPassword(letters.join('')), false);
    }),
  );
});
