import { createHash } from 'node:crypto';
import { PorticoError } from '@portico/core';
import { and, eq } from 'drizzle-orm';
import type { Queries } from './database.ts';
import { idempotencyKeys } from './schema.ts';

interface KeyedCall {
  principal: string;
  operation: string;
  key: string;
  input: unknown;
  now: Date;
}

/**
 * Runs a write once per key, within its transaction: a repeat gets the first answer. The key's row is written first, so
 * that a second call with the same key waits for the first one's end.
 */
export async function once<T>(tx: Queries, call: KeyedCall, run: () => Promise<T>): Promise<T> {
  const { principal, operation, key, now } = call;
  if (key.length > 255) throw new PorticoError('invalid-request', { fields: { 'idempotency-key': 'too-long' } });
  const inputHash = createHash('sha256')
    .update(JSON.stringify(sorted(call.input)))
    .digest('hex');
  const own = and(
    eq(idempotencyKeys.principal, principal),
    eq(idempotencyKeys.operation, operation),
    eq(idempotencyKeys.key, key),
  );
  const [fresh] = await tx
    .insert(idempotencyKeys)
    .values({ principal, operation, key, inputHash, createdAt: now })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (fresh) {
    const answer = await run();
    await tx.update(idempotencyKeys).set({ answer }).where(own);
    return answer;
  }
  const [first] = await tx.select().from(idempotencyKeys).where(own);
  if (!first || first.inputHash !== inputHash) throw new PorticoError('idempotency-mismatch');
  return first.answer as T;
}

/** The same value whatever the order of its properties. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}
