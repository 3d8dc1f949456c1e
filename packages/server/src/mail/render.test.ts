import assert from 'node:assert/strict';
import test from 'node:test';
import { lifetimeInWords, type MailFacts } from './facts.ts';
import { renderMail } from './render.ts';

const facts: MailFacts = {
  portalName: 'Example Portal',
  firstName: 'Ada',
  accountName: 'Lumen & Sons',
  market: 'Berlin',
  link: 'https://portal.example.com/portal/register#token',
  lifetime: '7 days',
};

test('a registration mail names the person, the account with its market, the link and how long it works', () => {
  const { subject, html, text } = renderMail('registration', facts);
  assert.equal(subject, 'Your access to Lumen & Sons');
  for (const part of ['Ada', 'Berlin', facts.link, '7 days']) {
    assert.ok(html.includes(part), part);
    assert.ok(text.includes(part), part);
  }
  assert.ok(html.includes('Lumen &amp; Sons') && text.includes('Lumen & Sons'));
  assert.ok(html.includes(`href="${facts.link}"`));
});

test('every kind of mail can be rendered without an account or a market', () => {
  for (const kind of ['registration', 'reset', 'access-granted', 'staff-sign-in'] as const) {
    const { subject, text } = renderMail(kind, { ...facts, accountName: '', market: '' });
    assert.ok(subject.length > 0 && !text.includes('()'), kind);
  }
});

test('staff are mailed what signs them in, with how long it works', () => {
  const { subject, html, text } = renderMail('staff-sign-in', { ...facts, lifetime: '15 minutes' });
  assert.equal(subject, 'Sign in to Example Portal');
  for (const part of ['Ada', facts.link, 'Sign in', 'works once and for 15 minutes']) {
    assert.ok(html.includes(part) && text.includes(part), part);
  }
});

test('a name is never markup and never a template', () => {
  const { html, text } = renderMail('reset', { ...facts, firstName: '<img src=x onerror=alert(1)>{{ link }}' });
  assert.ok(!html.includes('<img') && html.includes('&lt;img src=x onerror=alert(1)&gt;{{ link }}'));
  assert.ok(text.includes('<img src=x onerror=alert(1)>{{ link }}'));
});

test('a line break in a name starts no second header', () => {
  const { subject } = renderMail('access-granted', { ...facts, accountName: 'Lumen\r\nBcc: eve@example.com\u2028x' });
  assert.equal(subject, 'You now have access to Lumen Bcc: eve@example.com x');
});

test('lifetimes read as people say them', () => {
  assert.deepEqual([604_800, 3600, 900, 5400].map(lifetimeInWords), ['7 days', '1 hour', '15 minutes', '90 minutes']);
});
