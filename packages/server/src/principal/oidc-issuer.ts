import { PorticoError } from '@portico/core';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import type { Log } from '../log.ts';

/** What an issuer says of itself, as far as it is needed here; the rest is kept for the sign-in. */
const Metadata = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });
type IssuerMetadata = z.infer<typeof Metadata>;

/** A company's OpenID Connect issuer. Whatever cannot be had from it is `unavailable`, and asked for again next time. */
export interface OidcIssuer {
  /** What it says of itself; asked once. */
  metadata(): Promise<IssuerMetadata>;
  /** The claims of a token that it made for an audience; throws `unauthenticated` for any other. */
  verify(token: string, audience: string): Promise<JWTPayload & { exp: number }>;
}

export interface OidcIssuerOptions {
  /** As it stands in `iss`. */
  issuer: string;
  now: () => Date;
  /** Told why the issuer is of no use: callers learn only that it is not. */
  log: Log;
  /** Milliseconds for which an unknown key id does not make the keys be fetched again; 30 seconds unless told. */
  cooldown?: number | undefined;
}

/** Signatures whose key is public. With one that is not, whoever knows the public key could sign. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** How far the issuer's clock may be from ours, in seconds. */
const clockTolerance = 60;

/** How long the issuer may take to answer, in milliseconds. */
const patience = 5000;

/** The issuer of an address, known by its discovery document and its published keys. */
export function oidcIssuer({ issuer, now, log, cooldown = 30_000 }: OidcIssuerOptions): OidcIssuer {
  let asked: Promise<IssuerMetadata> | undefined;
  let keys: JWTVerifyGetKey | undefined;

  function unavailable(cause: unknown): PorticoError {
    const reason = cause instanceof Error ? cause.message : typeof cause;
    log({ level: 'error', event: 'oidc.unavailable', reason });
    return new PorticoError('unavailable', {
      message: 'the issuer does not answer as it should',
      cause,
      retryAfter: 5,
    });
  }

  function metadata(): Promise<IssuerMetadata> {
    asked ??= discover(issuer).catch(cause => {
      asked = undefined;
      throw unavailable(cause);
    });
    return asked;
  }

  /** The key that a token names. Told apart from the token's own faults: an issuer that does not answer. */
  const findKey: JWTVerifyGetKey = async (...token) => {
    const { jwks_uri } = await metadata();
    keys ??= createRemoteJWKSet(new URL(jwks_uri), { cooldownDuration: cooldown, timeoutDuration: patience });
    try {
      return await keys(...token);
    } catch (error) {
      throw faultsOfTokens.some(fault => error instanceof fault) ? error : unavailable(error);
    }
  };

  return {
    metadata,
    async verify(token, audience) {
      const currentDate = now();
      const options = { algorithms, issuer, audience, requiredClaims: ['exp'], clockTolerance, currentDate };
      const { payload } = await jwtVerify(token, findKey, options).catch(error => {
        if (error instanceof PorticoError) throw error;
        throw new PorticoError('unauthenticated', { message: 'the token is not valid or has expired', cause: error });
      });
      const { exp = 0, iat = 0 } = payload;
      if (iat > currentDate.getTime() / 1000 + clockTolerance) {
        throw new PorticoError('unauthenticated', { message: 'the token is from the future' });
      }
      return { ...payload, exp };
    },
  };
}

const faultsOfTokens = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/**
 * Where an issuer says what it is.
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig
 */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}

async function discover(issuer: string): Promise<IssuerMetadata> {
  const response = await fetch(discoveryUrl(issuer), { redirect: 'error', signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`the issuer's configuration was answered with ${response.status}`);
  const found = Metadata.parse(await response.json());
  if (found.issuer !== issuer) throw new Error('the issuer calls itself otherwise than the configuration does');
  const isSafe = new URL(found.jwks_uri).protocol === 'https:' || new URL(issuer).protocol === 'http:';
  if (!isSafe) throw new Error('the keys of an https issuer are not served over https');
  return found;
}
