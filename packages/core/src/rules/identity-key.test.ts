import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { accountKey, emailKey, emailProblem } from './identity-key.ts';

const localPart = fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,20}(\.[a-zA-Z0-9+_-]{1,20}){0,2}$/);
const domain = fc.stringMatching(/^[a-z0-9]{1,12}(\.[a-z0-9]{1,12}){0,2}\.[a-z]{2,8}$/);
const address = fc.tuple(localPart, domain).map(parts => parts.join('@'));

test('ordinary addresses can be logins, and letter case does not count', () => {
  fc.assert(
    fc.property(address, text => {
      assert.equal(emailProblem(text), undefined);
      assert.equal(emailKey(text.toUpperCase()), emailKey(text.toLowerCase()));
    }),
  );
});

test('two addresses share a key only if they differ in letter case alone', () => {
  fc.assert(
    fc.property(address, address, (a, b) => {
      assert.equal(emailKey(a) === emailKey(b), a.toLowerCase() === b.toLowerCase());
    }),
  );
});

test('no text that passes can carry a line break, a space or a second address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), domain, (text, host) => {
      if (emailProblem(`${text}@${host}`)) return;
      assert.match(text, /^[\x21-\x7e]+$/);
      assert.doesNotMatch(text, /[\s<>,;:@()"\\[\]]/);
    }),
  );
});

test('each address that is refused says why', () => {
  const refused = {
    '': 'email-missing',
    '  ': 'email-missing',
    'ada.example.com': 'email-no-at',
    '"ada lovelace"@example.com': 'email-quoted',
    'ada(comment)@example.com': 'email-comment',
    'ädä@example.com': 'email-local-part-not-ascii',
    'ada..x@example.com': 'email-local-part',
    '.ada@example.com': 'email-local-part',
    '@example.com': 'email-local-part',
    'ada@localhost': 'email-domain',
    'ada@-example.com': 'email-domain',
    'ada@127.0.0.1': 'email-domain',
    'ada@[127.0.0.1]': 'email-domain',
    'ada@exa mple.com': 'email-domain',
    'ada@example.com/path': 'email-domain',
    'ada@example.com:25': 'email-domain',
    'a@b@example.com\r\nbcc: c@example.com': 'email-local-part',
    'ada@example.com\r\nbcc: c': 'email-domain',
    [`${'a'.repeat(65)}@example.com`]: 'email-too-long',
    [`ada@${'a.'.repeat(130)}com`]: 'email-too-long',
  };
  for (const [text, problem] of Object.entries(refused)) assert.equal(emailProblem(text), problem, text);
});

test('an international domain and its ASCII form are one; a look-alike is another', () => {
  assert.equal(emailProblem('ada@exämple.com'), undefined);
  assert.equal(emailKey('ada@exämple.com'), emailKey('ADA@xn--exmple-cua.com'));
  assert.notEqual(emailKey('ada@paypal.example'), emailKey('ada@p\u0430ypal.example'));
});

test('an account is one under any case, width and spacing of its market and name', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (market, name) => {
      assert.equal(accountKey(` ${market} `, name), accountKey(market, `${name}\t`));
    }),
  );
  assert.equal(accountKey('NORWAY', 'ＡＣＭＥ  Ltd'), accountKey('norway', 'acme ltd'));
  assert.notEqual(accountKey('a b', 'c'), accountKey('a', 'b c'));
});
