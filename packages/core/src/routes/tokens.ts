import type { RouteGroup } from '../route.ts';
import { Token, TokenRequest } from '../token.ts';

/** The exchange of a host's API key for a short token of one member of its staff. */
export const tokens = {
  create: { method: 'POST', path: '/tokens', auth: 'api-key', body: TokenRequest, returns: Token },
} as const satisfies RouteGroup;
