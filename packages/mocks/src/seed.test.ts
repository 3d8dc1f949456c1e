import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samplePortal, sampleStaff, seedEmptyPortal } from './seed.ts';

test('a mail can be sent to anybody of a sample portal from the start, and then not again at once', async () => {
  const staff = (await samplePortal()).as(sampleStaff);
  const action = async (contactId: string) => (await staff.recovery.plan({ contactId })).action;
  assert.equal(await action('003T'), 'resend-registration');
  assert.equal(await action('003A'), 'send-reset');
  await staff.recovery.send({ contactId: '003A', action: 'send-reset' });
  assert.equal(await action('003A'), 'wait');
});

test('an empty portal knows the contacts of the sample, and nobody has access', async () => {
  const staff = (await samplePortal(seedEmptyPortal)).as(sampleStaff);
  for (const accountId of ['001A', '001B']) {
    assert.deepEqual((await staff.access.listForAccount({ accountId })).items, []);
  }
  for (const contactId of ['003A', '003T', '003D', '003K']) {
    assert.equal((await staff.recovery.plan({ contactId })).action, 'create-user');
  }
});
