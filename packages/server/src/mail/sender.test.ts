import assert from 'node:assert/strict';
import test from 'node:test';
import { readSender, senderOf, senderText } from './sender.ts';

test('a sender is an address, with or without a name', () => {
  for (const [text, name, address] of [
    ['no-reply@example.com', '', 'no-reply@example.com'],
    [' no-reply@example.com ', '', 'no-reply@example.com'],
    ['Example Portal <no-reply@example.com>', 'Example Portal', 'no-reply@example.com'],
    ['"Example, Inc." <no-reply@example.com>', 'Example, Inc.', 'no-reply@example.com'],
    ['<no-reply@example.com>', '', 'no-reply@example.com'],
    ['Größe & Söhne <post@bücher.example>', 'Größe & Söhne', 'post@bücher.example'],
  ] as const) {
    assert.deepEqual(readSender(text), { name, address }, text);
  }
});

test('what holds no single address is no sender', () => {
  for (const text of [
    '',
    'Example',
    '@example.com',
    'a@b@c',
    'Name <a@b',
    'Name a@b.example',
    'a@b, c@d',
    'X <a b@c>',
  ]) {
    assert.equal(readSender(text), undefined, text);
  }
});

test('mails are from the portal, unless the configured sender has a name of its own', () => {
  const portalName = 'Example Portal';
  assert.deepEqual(senderOf({ mailFrom: 'post@example.com', portalName }), {
    name: portalName,
    address: 'post@example.com',
  });
  const own = senderOf({ mailFrom: 'Post room <post@example.com>', portalName });
  assert.equal(senderText(own), 'Post room <post@example.com>');
});
