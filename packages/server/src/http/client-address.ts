import { isIPv4, isIPv6 } from 'node:net';

/** The part of the Node adapter's bindings that tells who is connected; absent where the app is called in-process. */
export interface ConnectionBindings {
  incoming?: { socket?: { remoteAddress?: string | undefined } };
}

/**
 * The network a request comes from, as limits count it. `X-Forwarded-For` is believed only as far as our own proxies
 * wrote it: with `trustedProxies` of them in front, the entry that many places from the right is the caller, all left
 * of it is hearsay.
 */
export function clientNetwork(env: ConnectionBindings | undefined, headers: Headers, trustedProxies: number): string {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map(hop => hop.trim());
  const forwarded = trustedProxies > 0 ? hops.at(-trustedProxies) : undefined;
  return networkOf(withoutPort(forwarded || env?.incoming?.socket?.remoteAddress || ''));
}

/** Whether a request was made on this machine: over a connection of its own, and not passed on by a proxy. */
export function isFromThisMachine(env: ConnectionBindings | undefined, headers: Headers): boolean {
  const isForwarded = [...headers.keys()].some(name => marksOfProxies.test(name));
  return !isForwarded && isLoopbackAddress(env?.incoming?.socket?.remoteAddress ?? '');
}

/** The headers by which a proxy of whatever make tells that it passes a request on. */
const marksOfProxies = /^(forwarded|via|x-real-ip|x-forwarded-.+)$/;

/** Whether an address is this machine's own, whatever family it is written in. */
function isLoopbackAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}

/** Whether a host name or address, as it stands in a URL, is this machine's own. */
export function isThisMachine(hostname: string): boolean {
  return hostname.toLowerCase() === 'localhost' || isLoopbackAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
}

/** Some proxies write the port too: `192.0.2.1:50000`, `[2001:db8::1]:50000`. */
function withoutPort(hop: string): string {
  return /^\[(.*)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;
}

/** An IPv6 customer holds a whole /64, so that counting single addresses would count nothing. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const groups =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map(group => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
