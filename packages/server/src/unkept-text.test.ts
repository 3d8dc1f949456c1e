import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Portal, password, startPortal } from './start.fixture.ts';

// Text that no database keeps, in every place where a caller can write one.

let portal: Portal;
before(async () => {
  portal = await startPortal();
});
after(() => portal.server.stop());

const person = { email: 'new@example.com', firstName: 'New', lastName: 'Person' };
const account = { id: '001N', market: 'Bonn', name: 'New' };
const contact = { id: '003N', accountId: '001A', firstName: 'New', lastName: 'Person' };

/** Copies of an object, each with another of its texts replaced. */
function variants(whole: Record<string, unknown>, text: string): Record<string, unknown>[] {
  return Object.keys(whole).map(name => ({ ...whole, [name]: text }));
}

for (const [title, text] of [
  ['NUL', 'a\u0000b@example.com'],
  ['half a surrogate pair', 'a\ud800b@example.com'],
] as const) {
  test(`${title} in a body is no failure of the server`, async () => {
    const token = await portal.token();
    const contacts = variants({ ...contact, email: 'x@example.com', phone: '1', jobTitle: 'x' }, text);
    const staff = variants({ email: 'nora@example.com', name: 'Nora' }, text);
    const bodies: [path: string, bodies: object[], token?: string][] = [
      ['/v1/session', variants({ email: person.email, password }, text)],
      ['/v1/links/forgot', [{ email: text }]],
      ['/v1/links/describe', [{ token: text }]],
      ['/v1/links/renew', [{ token: text }]],
      ['/v1/links/use', variants({ token: 'x', password }, text)],
      ['/v1/accounts/001A/access/preflight', [{ email: text }], token],
      [
        '/v1/accounts/001A/access',
        [
          ...variants({ ...person, phone: '1', jobTitle: 'x' }, text).map(contact => ({ contact })),
          ...variants({ role: 'guest', orderId: '801A' }, text).map(rest => ({ contact: person, ...rest })),
        ],
        token,
      ],
      ['/v1/contacts/003A/link', [{ id: text }], token],
      ['/v1/contacts/003A/recovery', [{ action: text }], token],
      [
        '/v1/records',
        variants({ ...account, membershipEnd: '2030-01-01' }, text).map(one => ({ accounts: [one] })),
        token,
      ],
      ['/v1/records', staff.map(one => ({ accounts: [{ ...account, staff: [one] }] })), token],
      ['/v1/records', variants({ id: '801N', accountId: '001A' }, text).map(one => ({ orders: [one] })), token],
      ['/v1/records', contacts.map(one => ({ contacts: [one] })), token],
      [
        '/v1/tokens',
        [
          ...staff.map(one => ({ staff: one, source: 'crm', permissions: [] })),
          { staff: { email: 'nora@example.com', name: 'Nora' }, source: text, permissions: [], accounts: [text] },
        ],
        portal.server.apiKey,
      ],
    ];
    for (const [path, all, bearer] of bodies) {
      for (const body of all) {
        const { status } = await portal.send('POST', path, { token: bearer, body });
        assert.ok(status < 500, `${status} ${path} ${JSON.stringify(body)}`);
      }
    }
  });
}

test('text that no database keeps in a path, a query or a cookie is no failure of the server', async () => {
  const token = await portal.token();
  const { cookie } = await portal.member('cookie@example.com');
  for (const text of ['%00', 'a%00b', '%FF', '%ED%A0%80']) {
    const cursor = Buffer.from('00000000-0000-0000-0000-000000000000\0').toString('base64url');
    const paths = [
      `/v1/accounts/${text}`,
      `/v1/contacts/${text}`,
      `/v1/contacts/portico:${text}/recovery`,
      ...['search', 'status', 'cursor', 'limit'].map(name => `/v1/accounts/001A/access?${name}=${text}`),
      `/v1/contacts/003A/access?cursor=${cursor}`,
      `/v1/events?after=${text}`,
      `/mailbox/mails.json?search=${text}`,
      `/mailbox/${text}`,
    ];
    for (const path of paths) {
      const { status } = await portal.send('HEAD', path, { token });
      assert.ok(status < 500, `${status} ${path}`);
    }
    for (const changed of [cookie.replace(/=[^;]*/g, `=${text}`), cookie.replace(/=[^.;]*/g, `=${text}`)]) {
      const { status } = await portal.send('GET', '/v1/session', { headers: { cookie: changed } });
      assert.equal(status, 401, changed);
      const body = { email: 'cookie@example.com', password };
      assert.equal((await portal.send('POST', '/v1/session', { headers: { cookie: changed }, body })).status, 200);
    }
  }
});
