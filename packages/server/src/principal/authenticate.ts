import { assertPermitted, type ClientPrincipal, PorticoError, type Principal, type Route } from '@portico/core';
import { bearerIn } from '../http/bearer.ts';
import { type ApiKey, isSame, sha256 } from '../keys.ts';
import type { StaffProof } from './staff-token.ts';

/** How the server learns who is calling: the only place where a credential is looked at. */
export interface Identity {
  /** The host's API keys, any of which is taken. */
  apiKeys: readonly ApiKey[];
  /** Whom a staff token speaks for; throws `unauthenticated`. */
  staff(token: string): Promise<StaffProof>;
  /**
   * The client who is signed in, by the request's cookies; cookies that are renewed go to `answer`. Absent where no
   * portal is served.
   */
  client?: ((headers: Headers, answer: Headers) => Promise<ClientPrincipal | undefined>) | undefined;
  /** The member of staff who is signed in on the admin pages, by the request's cookie. Absent where none are served. */
  staffSession?: ((headers: Headers) => Promise<StaffProof | undefined>) | undefined;
}

/** Who is calling; `expiresAt` is when the proof ends, for calls that last. */
export interface Caller {
  principal?: Principal | undefined;
  expiresAt?: Date | undefined;
  /** The id of the API key that was shown. */
  apiKeyId?: string | undefined;
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
    case 'staff-session': {
      const proof = await identity.staffSession?.(headers);
      if (!proof) throw new PorticoError('unauthenticated', { message: 'no member of staff is signed in' });
      return proof;
    }
    case 'api-key': {
      const hash = sha256(bearer(headers));
      // Each is compared, so that the time does not tell which one it was.
      const [shown] = identity.apiKeys.filter(key => isSame(hash, key.hash));
      if (!shown) throw new PorticoError('unauthenticated', { message: 'the API key is not known' });
      return { apiKeyId: shown.id };
    }
  }
}

function bearer(headers: Headers): string {
  const credential = bearerIn(headers);
  if (!credential) throw new PorticoError('unauthenticated', { message: 'the Authorization header is missing' });
  return credential;
}
