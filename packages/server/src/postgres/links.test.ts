import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { grantTo, sampleBackend } from './backend.fixture.ts';
import { closeStaffLinks, consumeLink, createStaffLink, findLink, findStaffLink, linkState } from './links.ts';
import { settleMails } from './mail-states.ts';
import { defaultSettings } from './portal-settings.ts';
import { links, mails, staff } from './schema.ts';
import { knowStaff } from './staff.ts';

let sample: Awaited<ReturnType<typeof sampleBackend>>;

before(async () => {
  sample = await sampleBackend();
});

after(() => sample.close());

const use = (id: string) => sample.database.transaction(tx => consumeLink(tx, { id, now: sample.now() }));

async function stateOf(id: string) {
  const found = await findLink(sample.database.db, id);
  return found && linkState(found.link, sample.now());
}

test('of 32 uses of one link at once, one wins', async () => {
  await grantTo(sample.staff, 'many@example.com');
  const { id } = await sample.linkOf('many@example.com');
  const used = await Promise.all(Array.from({ length: 32 }, () => use(id)));
  assert.equal(used.filter(Boolean).length, 1);
  assert.equal(await stateOf(id), 'used');
});

test('a use that is undone leaves the link as it was', async () => {
  await grantTo(sample.staff, 'undone@example.com');
  const { id } = await sample.linkOf('undone@example.com');
  const weak = sample.database.transaction(async tx => {
    await consumeLink(tx, { id, now: sample.now() });
    throw new Error('the password is too weak');
  });
  await assert.rejects(weak);
  assert.equal(await stateOf(id), 'open');
});

test('a new link ends the older one of the same person and purpose', async () => {
  const { contactId } = await grantTo(sample.staff, 'twice@example.com');
  const first = await sample.linkOf('twice@example.com');
  sample.advance(61);
  await sample.staff.recovery.send({ contactId: contactId ?? '', action: 'resend-registration' });
  assert.equal(await stateOf(first.id), 'replaced');
  assert.equal(await use(first.id), undefined);
  assert.ok(await use((await sample.linkOf('twice@example.com')).id));
});

test('a link works for seven days, counted from sending', async () => {
  await grantTo(sample.staff, 'late@example.com');
  const { id } = await sample.linkOf('late@example.com');
  const [mail] = await sample.database.db.select().from(mails).where(eq(mails.linkId, id));
  sample.advance(24 * 3600);
  const content = { subject: 'Welcome', html: '', text: '' };
  const lifetimes = defaultSettings.linkLifetimes;
  const outcome = { id: mail?.id ?? '', state: 'sent', content, detail: null } as const;
  const send = () => sample.database.transaction(tx => settleMails(tx, [outcome], { now: sample.now(), lifetimes }));
  assert.deepEqual([await send(), await send()], [[true], [false]], 'noted once');
  sample.advance(7 * 24 * 3600 - 1);
  assert.equal(await stateOf(id), 'open');
  sample.advance(1);
  assert.equal(await stateOf(id), 'expired');
  assert.equal(await use(id), undefined);
});

test('deactivating a person ends their links', async () => {
  const { contactId } = await grantTo(sample.staff, 'gone@example.com');
  const { id } = await sample.linkOf('gone@example.com');
  await sample.staff.users.deactivate({ contactId: contactId ?? '' });
  assert.equal(await use(id), undefined);
  await sample.staff.users.reactivate({ contactId: contactId ?? '' });
  assert.equal(await stateOf(id), 'replaced');
});

test('a corrected address ends the links that went to the wrong one', async () => {
  const { staff } = sample;
  const contact = { id: 'typo', accountId: 'acme', firstName: 'Ty', lastName: 'Po' };
  await staff.records.upsert({ contacts: [{ ...contact, email: 'tpyo@example.com' }] });
  await grantTo(staff, 'tpyo@example.com');
  const { id } = await sample.linkOf('tpyo@example.com');
  await staff.records.upsert({ contacts: [{ ...contact, email: 'typo@example.com' }] });
  assert.equal(await use(id), undefined);
  sample.advance(61);
  assert.equal((await staff.recovery.plan({ contactId: 'typo' })).email, 'typo@example.com');
});

/** A member of staff, and a way to make links that sign them in. */
async function staffMember(email: string) {
  const { database, now } = sample;
  await database.transaction(tx => knowStaff(tx, { email, name: 'Kim Example' }, now()));
  const [row] = await database.db.select().from(staff).where(eq(staff.email, email));
  const staffId = row?.id ?? assert.fail('nobody was added');
  const link = () =>
    database.transaction(tx => createStaffLink(tx, { staffId, keyId: '00000000', lifetime: 900, now: now() }));
  const stateOfLink = async (id: string) => {
    const found = await findStaffLink(database.db, id);
    return found && linkState(found.link, now());
  };
  return { staffId, link, stateOfLink };
}

test('a link signs one member of staff in, once', async () => {
  const { staffId, link, stateOfLink } = await staffMember('kim@example.com');
  const id = await link();
  assert.equal(await findLink(sample.database.db, id), undefined, 'it is no client’s link');
  const used = await Promise.all(Array.from({ length: 8 }, () => use(id)));
  assert.deepEqual(used.filter(Boolean), [{ userId: null, staffId, purpose: 'staff-sign-in' }]);
  assert.equal(await stateOfLink(id), 'used');
});

test('of a member of staff’s links the newest works, until it has run out or is closed', async () => {
  const { staffId, link, stateOfLink } = await staffMember('newest@example.com');
  const [first, second] = [await link(), await link()];
  assert.deepEqual([await stateOfLink(first), await stateOfLink(second)], ['replaced', 'open']);
  await Promise.all([link(), link(), link()]);
  await sample.database.transaction(tx => closeStaffLinks(tx, { staffId, now: sample.now() }));
  const all = await sample.database.db.select().from(links).where(eq(links.staffId, staffId));
  assert.deepEqual([...new Set(all.map(row => linkState(row, sample.now())))], ['replaced']);
  const last = await link();
  sample.advance(900);
  assert.equal(await use(last), undefined);
  assert.equal(await stateOfLink(last), 'expired');
});

test('a member of staff who has left is not signed in', async () => {
  const { staffId, link, stateOfLink } = await staffMember('left@example.com');
  const id = await link();
  await sample.database.db.update(staff).set({ active: false }).where(eq(staff.id, staffId));
  assert.equal(await use(id), undefined);
  assert.equal(await stateOfLink(id), 'open');
});

test('a client’s link is no staff link', async () => {
  await grantTo(sample.staff, 'client@example.com');
  const { id, keyId } = await sample.linkOf('client@example.com');
  assert.equal(await findStaffLink(sample.database.db, id), undefined);
  assert.equal(keyId, '00000000', 'it names the key that was current');
});
