import { decodeJwt } from 'jose';
import type { OidcConfig } from '../config.ts';
import { staffOfClaims } from './oidc-claims.ts';
import type { OidcIssuer } from './oidc-issuer.ts';
import type { StaffProof } from './staff-token.ts';
import { tokenEnd } from './token-end.ts';

/** Proves whom a token speaks for. */
export type StaffVerifier = (token: string) => Promise<StaffProof>;

/** Takes the access tokens that the company's issuer makes for this API. */
export function oidcTokens(issuer: OidcIssuer, config: OidcConfig): StaffVerifier {
  return async token => {
    const claims = await issuer.verify(token, config.audience);
    return { principal: staffOfClaims(claims, config), expiresAt: tokenEnd(claims.exp) };
  };
}

/**
 * Gives each token to the one verifier of the issuer that it names: the company's, or else our own. What it names is
 * not proved yet, so it decides this and nothing else.
 */
export function eitherIssuer(own: StaffVerifier, company: StaffVerifier, { issuer }: OidcConfig): StaffVerifier {
  return token => (issuerOf(token) === issuer ? company(token) : own(token));
}

function issuerOf(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
