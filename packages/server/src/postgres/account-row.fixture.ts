import { randomUUID } from 'node:crypto';
import type { accounts } from './schema.ts';

const at = new Date('2026-03-01T09:00:00.123Z');

/** An account of that name, as it stands in the database. */
export function accountRow(name: string): typeof accounts.$inferSelect {
  const texts = { market: 'Norway', name, identityKey: name, sortKey: name, searchText: name };
  const external = { source: null, externalId: null, externalKey: null };
  return {
    id: randomUUID(),
    ...texts,
    ...external,
    active: true,
    membershipEnd: '2030-12-31',
    createdAt: at,
    updatedAt: at,
  };
}
