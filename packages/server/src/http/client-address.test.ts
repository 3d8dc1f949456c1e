import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientNetwork } from './client-address.ts';

const networkOf = (forwarded: string, trustedProxies = 1) =>
  clientNetwork(
    { incoming: { socket: { remoteAddress: '10.0.0.1' } } },
    new Headers({ 'x-forwarded-for': forwarded }),
    trustedProxies,
  );

test('a client is counted by what our own proxies wrote, and what stands left of it is hearsay', () => {
  assert.equal(networkOf('198.51.100.7, 192.0.2.1'), '192.0.2.1');
  assert.equal(networkOf('198.51.100.7, 192.0.2.1', 2), '198.51.100.7');
  for (const trustedProxies of [0, 3]) assert.equal(networkOf('198.51.100.7, 192.0.2.1', trustedProxies), '10.0.0.1');
  assert.equal(networkOf(''), '10.0.0.1');
});

test('a client is one however a proxy writes its address, and two are two where it writes their ports', () => {
  for (const written of ['192.0.2.1', '::ffff:192.0.2.1', '192.0.2.1:50000', '[::ffff:192.0.2.1]:50000']) {
    assert.equal(networkOf(written), '192.0.2.1', written);
  }
  for (const written of ['2001:db8:0:1::7', '[2001:db8:0:1::7]', '[2001:db8:0:1::8]:50000', '2001:0DB8:0:1:2:3:4:5']) {
    assert.equal(networkOf(written), '2001:db8:0:1::/64', written);
  }
  assert.notEqual(networkOf('192.0.2.1:50000'), networkOf('192.0.2.2:50000'));
});
