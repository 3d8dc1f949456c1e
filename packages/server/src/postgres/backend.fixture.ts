import { type BackendAdapter, emailKey, type LinkPurpose, permissions, type StaffPrincipal } from '@portico/core';
import { and, eq, isNull } from 'drizzle-orm';
import { openEventFeed } from '../events/feed.ts';
import { type PostgresOptions, postgresBackend } from './backend.ts';
import { consumeLink } from './links.ts';
import { defaultSettings } from './portal-settings.ts';
import { links, users } from './schema.ts';
import { openTestDatabase } from './test-database.fixture.ts';
import { activateUser } from './users.ts';

/** A member of staff who may do everything. */
export const sam: StaffPrincipal = {
  kind: 'staff',
  email: 'sam.support@example.com',
  name: 'Sam Support',
  source: 'crm',
  permissions: new Set(permissions),
  accounts: 'all',
};

/** A backend on an empty database with the accounts `acme` and `globex`, and a clock that stands until it is moved. */
export async function sampleBackend({ database, ...options }: Partial<PostgresOptions> = {}) {
  database ??= await openTestDatabase();
  const { db, transaction } = database;
  const feed = openEventFeed(database);
  let time = Date.parse('2026-03-01T09:00:00Z');
  const now = () => new Date(time);
  const enqueued: string[] = [];
  const backend = postgresBackend({
    database,
    feed,
    settings: defaultSettings,
    now,
    linkKeyId: '00000000',
    enqueueMail: (_writes, { id }) => void enqueued.push(id),
    ...options,
  });
  const staff = backend.as(sam);
  await staff.records.upsert({
    accounts: [
      { id: 'acme', market: 'Norway', name: 'Acme' },
      { id: 'globex', market: 'Sweden', name: 'Globex' },
    ],
    orders: [{ id: 'order-1', accountId: 'acme' }],
  });

  /** The link of a login that no newer one has replaced; of its registration, unless told. */
  async function linkOf(email: string, purpose: LinkPurpose = 'registration') {
    const [row] = await db
      .select({ link: links })
      .from(links)
      .innerJoin(users, eq(users.id, links.userId))
      .where(and(eq(users.loginKey, emailKey(email)), eq(links.purpose, purpose), isNull(links.replacedAt)));
    if (!row) throw new Error(`no link for ${email}`);
    return row.link;
  }

  /** Does what a click on the registration mail's link does. */
  async function register(email: string) {
    const { id } = await linkOf(email);
    await transaction(async tx => {
      const used = await consumeLink(tx, { id, now: now() });
      if (!used?.userId) throw new Error(`the link of ${email} does not work`);
      await activateUser(tx, { userId: used.userId, now: now() });
    });
  }

  return {
    database,
    feed,
    backend,
    staff,
    now,
    enqueued,
    advance: (seconds: number) => {
      time += seconds * 1000;
    },
    linkOf,
    register,
    async close() {
      await feed.close();
      await database.close();
    },
  };
}

/** Gives a sample person access to an account. */
export function grantTo(staff: BackendAdapter, email: string, accountId = 'acme') {
  return staff.access.grant({ accountId, contact: { email, firstName: 'Ada', lastName: 'Lovelace' } });
}
