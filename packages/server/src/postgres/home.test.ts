import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { grantTo, sampleBackend } from './backend.fixture.ts';
import { homeOf } from './home.ts';
import { defaultSettings } from './portal-settings.ts';
import { users } from './schema.ts';

test('the home shows the accounts that are open now, with the sections of each', async () => {
  const { staff, database, register, now, close } = await sampleBackend();
  await grantTo(staff, 'ada@example.com');
  const { contactId } = await grantTo(staff, 'ada@example.com', 'globex');
  const [user] = await database.db.select().from(users).where(eq(users.loginKey, 'ada@example.com'));
  const settings = {
    ...defaultSettings,
    sections: [{ id: 'dashboards', name: 'Dashboards', url: '/dashboards?of={account}' }],
  };
  const home = () => homeOf(database.db, { userId: user?.id ?? '', settings, now: now() });
  assert.deepEqual((await home()).accounts, [], 'nothing before registration');

  await register('ada@example.com');
  const { hasMarkets, accounts } = await home();
  assert.equal(hasMarkets, true);
  assert.deepEqual(
    accounts.map(({ market, name, role, sections }) => [market, name, role, sections[0]?.url]),
    [
      ['Norway', 'Acme', 'guest', '/dashboards?of=acme'],
      ['Sweden', 'Globex', 'guest', '/dashboards?of=globex'],
    ],
  );

  await staff.records.upsert({ accounts: [{ id: 'acme', market: 'Norway', name: 'Acme', active: false }] });
  assert.deepEqual(
    (await home()).accounts.map(account => account.name),
    ['Globex'],
  );
  await staff.users.deactivate({ contactId: contactId ?? '' });
  assert.deepEqual((await home()).accounts, []);
  await close();
});
