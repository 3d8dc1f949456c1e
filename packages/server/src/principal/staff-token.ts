import { PorticoError, type StaffPrincipal, type Token, TokenRequest } from '@portico/core';
import { jwtVerify, SignJWT } from 'jose';
import { type KeyRing, keyNamed } from '../keys.ts';
import { rememberedProofs } from './remembered-proofs.ts';
import { tokenEnd } from './token-end.ts';

const issuer = 'portico';
const audience = 'portico:staff';
const defaultLifetime = 900;

/**
 * The longest token that is given, in characters. It travels in a header, and many proxies take no more than 8 kB for
 * one; Node takes 16 kB for all of them.
 */
const maxLength = 8000;

/** A proved member of staff, and how long the proof holds. */
export interface StaffProof {
  principal: StaffPrincipal;
  expiresAt: Date;
}

export interface StaffTokens {
  /** A token for what a host's backend asked for; throws `invalid-request` for more accounts than a header holds. */
  issue(request: TokenRequest): Promise<Token>;
  /** Whom a token speaks for; throws `unauthenticated` for one that is not ours, was changed or has expired. */
  verify(token: string): Promise<StaffProof>;
}

/** Short-lived tokens for staff, signed with the current one of the keys that only this server has. */
export function staffTokens(keys: KeyRing, now: () => Date = () => new Date()): StaffTokens {
  return {
    async issue({ staff, source, permissions, accounts, expiresIn = defaultLifetime }) {
      const { id: kid, key } = keys.current;
      const issuedAt = Math.floor(now().getTime() / 1000);
      const expiresAt = issuedAt + expiresIn;
      const token = await new SignJWT({ staff, source, permissions, ...(accounts ? { accounts } : {}) })
        .setProtectedHeader({ alg: 'HS256', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(key);
      if (token.length > maxLength) {
        throw new PorticoError('invalid-request', {
          message: `the token would be longer than ${maxLength} characters: name fewer accounts`,
          fields: { accounts: 'too-many' },
        });
      }
      return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
    },

    verify: rememberedProofs(async token => {
      const options = { algorithms: ['HS256'], issuer, audience, requiredClaims: ['exp', 'iat'], currentDate: now() };
      const { payload } = await jwtVerify(token, keyNamed(keys), options).catch(cause => {
        throw new PorticoError('unauthenticated', { message: 'the token is not valid or has expired', cause });
      });
      const claims = TokenRequest.safeParse(payload);
      if (!claims.success) throw new PorticoError('unauthenticated', { message: 'the token lacks a claim' });
      const { staff, source, permissions, accounts } = claims.data;
      return {
        principal: {
          kind: 'staff',
          ...staff,
          source,
          permissions: new Set(permissions),
          accounts: accounts ?? 'all',
        },
        expiresAt: tokenEnd(Number(payload.exp)),
      };
    }, now),
  };
}
