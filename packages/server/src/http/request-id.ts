import { randomUUID } from 'node:crypto';

/** The header that names a request, in both directions. */
export const requestIdHeader = 'x-request-id';

/** Letters and digits as ids are made of; no address, and nothing that a log could be confused by. */
const plainId = /^[A-Za-z0-9][A-Za-z0-9-]{7,63}$/;

/** The name of a request: the one that a proxy of ours has given it, or a new one. */
export function requestIdOf(headers: Headers, trustedProxies: number): string {
  const given = trustedProxies > 0 ? headers.get(requestIdHeader) : null;
  return given !== null && plainId.test(given) ? given : randomUUID();
}
