import { createHash } from 'node:crypto';
import { assertIdempotencyKey, PorticoError } from '@portico/core';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Queries } from './database.ts';
import { idempotencyKeys } from './schema.ts';
import { statement } from './statement.ts';
import type { WriteShape, Writes } from './writes.ts';

interface KeyedCall {
  principal: string;
  operation: string;
  key: string;
  /** What the call asks; see `callFingerprint`. */
  fingerprint: string;
  now: Date;
  /** Throws where the caller may not see what the answer tells of: a repeat is not for everybody who once asked. */
  assertVisible(): Promise<void>;
}

/**
 * Runs a write once per key, within its transaction: a repeat gets the first answer. The key's row is written first, so
 * that a second call with the same key waits for the first one's end.
 */
export async function once<T>(
  { tx, writes }: { tx: Queries; writes: Writes },
  call: KeyedCall,
  run: () => Promise<T>,
): Promise<T> {
  const { principal, operation, key, now } = call;
  assertIdempotencyKey(key);
  const inputHash = createHash('sha256').update(call.fingerprint).digest('hex');
  const own = and(
    eq(idempotencyKeys.principal, principal),
    eq(idempotencyKeys.operation, operation),
    eq(idempotencyKeys.key, key),
  );
  const [fresh] = await takeKey(tx, { principal, operation, key, inputHash, createdAt: now.toISOString() });
  if (fresh) {
    const answer = await run();
    writes.add(keepAnswer, { principal, operation, key, answer: JSON.stringify(answer) });
    return answer;
  }
  await call.assertVisible();
  const [first] = await tx.select().from(idempotencyKeys).where(own);
  // A repeat that was under way does not bring back who has been erased since.
  if (first?.answer === null) throw new PorticoError('not-found');
  if (!first || first.inputHash !== inputHash) throw new PorticoError('idempotency-mismatch');
  return first.answer as T;
}

const takeKey = statement(sql`
  insert into ${idempotencyKeys} (principal, operation, key, input_hash, created_at)
  values (${sql.placeholder('principal')}, ${sql.placeholder('operation')}, ${sql.placeholder('key')},
    ${sql.placeholder('inputHash')}, ${sql.placeholder('createdAt')})
  on conflict do nothing returning key`);

const keepAnswer: WriteShape = {
  name: 'answer',
  write: place => sql`
    update ${idempotencyKeys} set answer = ${place('answer')}::json
    where principal = ${place('principal')} and operation = ${place('operation')} and key = ${place('key')}`,
};

/** Blanks the kept answers in which one of some texts stands, whole; a repeat of such a call is answered `not-found`. */
export async function forgetAnswers(tx: Queries, texts: readonly string[]): Promise<void> {
  if (texts.length === 0) return;
  const told = sql`jsonb_path_query(${idempotencyKeys.answer}::jsonb, '$.** ? (@.type() == "string")')`;
  await tx
    .update(idempotencyKeys)
    .set({ answer: null, inputHash: '' })
    .where(
      and(
        isNotNull(idempotencyKeys.answer),
        sql`exists (select from ${told} as told (value) where value #>> '{}' in ${texts})`,
      ),
    );
}
