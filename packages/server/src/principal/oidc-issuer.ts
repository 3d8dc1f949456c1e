import { PorticoError } from '@portico/core';
import { createRemoteJWKSet, customFetch, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import type { Log } from '../log.ts';
import { issuerOutage } from './issuer-outage.ts';

/** What an issuer says of itself, as far as it is needed here; the rest is kept for the sign-in. */
const Metadata = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });
type IssuerMetadata = z.infer<typeof Metadata>;

const KeySet = z.object({ keys: z.array(z.looseObject({})) });

/** A company's OpenID Connect issuer. Whatever cannot be had from it is `unavailable`, and asked for again later. */
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
  /** Milliseconds for which it is asked nothing after it has failed to answer; 10 seconds unless told. */
  rest?: number | undefined;
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
export function oidcIssuer({ issuer, now, log, cooldown = 30_000, rest = 10_000 }: OidcIssuerOptions): OidcIssuer {
  const outage = issuerOutage({ now, log, rest });
  let asked: Promise<IssuerMetadata> | undefined;
  let keys: JWTVerifyGetKey | undefined;

  function metadata(): Promise<IssuerMetadata> {
    asked ??= outage
      .ask(() => discover(issuer))
      .catch(error => {
        asked = undefined;
        throw error;
      });
    return asked;
  }

  /** The key that a token names. An issuer that does not answer is `unavailable`; all else is the token's own fault. */
  const findKey: JWTVerifyGetKey = async (...token) => {
    const { jwks_uri } = await metadata();
    keys ??= createRemoteJWKSet(new URL(jwks_uri), {
      cooldownDuration: cooldown,
      timeoutDuration: patience,
      // The cooldown does not count questions that fail.
      [customFetch]: (url, options) => outage.ask(() => readKeys(url, options)),
    });
    return keys(...token);
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
  const found = await read(response, Metadata);
  if (found.issuer !== issuer) throw new Error('the issuer calls itself otherwise than the configuration does');
  const isSafe = new URL(found.jwks_uri).protocol === 'https:' || new URL(issuer).protocol === 'http:';
  if (!isSafe) throw new Error('the keys of an https issuer are not served over https');
  return found;
}

/** The answer with the published keys, once it is sure that it holds some. */
async function readKeys(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`the issuer's keys were answered with ${response.status}`);
  return Response.json(await read(response, KeySet));
}

/** What was answered. An error would repeat a part of it, and the log is told of errors. */
async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const { data } = schema.safeParse(await response.json().catch(() => undefined));
  if (data === undefined) throw new Error('the issuer answers something else than it should');
  return data;
}
