import { PorticoError } from '@portico/core';

/**
 * Refuses a request that another site made a browser send. Operations with a cookie are only for the portal's own
 * pages; a caller that is no browser sends neither header and carries no one's cookie.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function assertSameOrigin(headers: Headers, ownOrigin: string): void {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const isForeign = origin !== null ? origin !== ownOrigin : site !== null && site !== 'same-origin' && site !== 'none';
  if (isForeign) throw new PorticoError('forbidden', { message: 'only the portal itself may do this' });
}
