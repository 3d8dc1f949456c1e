import { assertPermitted, type ClientPrincipal, PorticoError, type Principal, type Route } from '@portico/core';
import { isSame, sha256 } from '../keys.ts';
import type { StaffProof } from './staff-token.ts';

/** How the server learns who is calling: the only place where a credential is looked at. */
export interface Identity {
  /** SHA-256 of the host's API key; the key itself is not kept. */
  apiKeyHash: Uint8Array;
  /** Whom a staff token speaks for; throws `unauthenticated`. */
  staff(token: string): Promise<StaffProof>;
  /**
   * The client who is signed in, by the request's cookies; cookies that are renewed go to `answer`. Absent where no
   * portal is served.
   */
  client?: ((headers: Headers, answer: Headers) => Promise<ClientPrincipal | undefined>) | undefined;
}

/** Who is calling; `expiresAt` is when the proof ends, for calls that last. */
export interface Caller {
  principal?: Principal | undefined;
  expiresAt?: Date | undefined;
}

/** Proves who calls a route and that they may, or throws `unauthenticated` or `forbidden`. */
export async function authenticate(
  route: Route,
  identity: Identity,
  headers: Headers,
  answer: Headers,
): Promise<Caller> {
  const caller = await prove(route, identity, headers, answer);
  assertPermitted(route, caller.principal);
  return caller;
}

async function prove(route: Route, identity: Identity, headers: Headers, answer: Headers): Promise<Caller> {
  switch (route.auth) {
    case 'public':
      return {};
    case 'staff':
      return identity.staff(bearer(headers));
    case 'client': {
      const principal = await identity.client?.(headers, answer);
      if (!principal) throw new PorticoError('unauthenticated', { message: 'nobody is signed in' });
      return { principal };
    }
    case 'api-key': {
      if (isSame(sha256(bearer(headers)), identity.apiKeyHash)) return {};
      throw new PorticoError('unauthenticated', { message: 'the API key is not known' });
    }
  }
}

function bearer(headers: Headers): string {
  const credential = /^Bearer ([\x21-\x7e]+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (!credential) throw new PorticoError('unauthenticated', { message: 'the Authorization header is missing' });
  return credential;
}
