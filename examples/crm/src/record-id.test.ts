import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalId } from '@portico/core';
import { newId, sampleId } from './record-id.ts';

test('an id of 18 characters and its first 15 are one id to Portico', () => {
  for (const id of [
    sampleId('001', 'A01'),
    sampleId('801', 'D12'),
    ...Array.from({ length: 50 }, () => newId('003')),
  ]) {
    assert.match(id, /^[0-9A-Za-z]{18}$/);
    assert.equal(canonicalId(id), id.slice(0, 15));
  }
});
