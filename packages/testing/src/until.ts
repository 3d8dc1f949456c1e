import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';

/** Reads again and again until what is read is as it should be. Fails with the last value where it never is. */
export async function until<Value>(
  what: string,
  read: () => Value | Promise<Value>,
  isSo: (value: Value) => boolean,
  limit = 60_000,
): Promise<void> {
  const end = performance.now() + limit;
  for (let value = await read(); !isSo(value); value = await read()) {
    if (performance.now() > end) assert.fail(`waited ${limit} ms for ${what}, and there was ${inspect(value)}`);
    await wait(50);
  }
}
