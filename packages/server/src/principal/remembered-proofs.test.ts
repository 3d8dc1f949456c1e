import assert from 'node:assert/strict';
import test from 'node:test';
import type { StaffPrincipal } from '@portico/core';
import { rememberedProofs } from './remembered-proofs.ts';

const principal: StaffPrincipal = {
  kind: 'staff',
  email: 'grace@example.com',
  name: 'Grace Example',
  source: 'crm',
  permissions: new Set(),
  accounts: 'all',
};

/** A verifier that counts how often it is asked, and takes every token but `false` until `expiresAt`. */
function counted({ expiresAt = new Date('2026-01-01T00:15:00Z') } = {}) {
  let now = new Date('2026-01-01T00:00:00Z');
  const asked: string[] = [];
  const verify = rememberedProofs(
    async token => {
      asked.push(token);
      if (token === 'false' || now >= expiresAt) throw new Error('not taken');
      return { principal, expiresAt };
    },
    () => now,
  );
  const at = (time: string) => {
    now = new Date(time);
  };
  return { verify, asked, at };
}

test('a token is looked at once, and again when it has ended', async () => {
  const { verify, asked, at } = counted();
  assert.equal(await verify('a'), await verify('a'));
  assert.deepEqual(asked, ['a']);
  at('2026-01-01T00:14:59.999Z');
  await verify('a');
  assert.deepEqual(asked, ['a']);
  at('2026-01-01T00:15:00Z');
  await assert.rejects(verify('a'), /not taken/);
  assert.deepEqual(asked, ['a', 'a']);
});

test('a token that was refused proves nothing later', async () => {
  const { verify, asked } = counted();
  await assert.rejects(verify('false'), /not taken/);
  await assert.rejects(verify('false'), /not taken/);
  assert.deepEqual(asked, ['false', 'false']);
});

test('of very many tokens the oldest is forgotten', async () => {
  const { verify, asked } = counted();
  for (let i = 0; i <= 500; i++) await verify(`token ${i}`);
  await verify('token 500');
  await verify('token 1');
  assert.equal(asked.length, 501);
  await verify('token 0');
  assert.equal(asked.length, 502);
});
