import { PorticoError, type StaffPrincipal } from '@portico/core';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ServerMetadata,
} from 'openid-client';
import type { OidcConfig } from '../config.ts';
import { staffOfClaims } from '../principal/oidc-claims.ts';
import type { OidcIssuer } from '../principal/oidc-issuer.ts';
import type { PendingSignIn } from './pending-sign-in.ts';

/** Where the sign-in begins, below our own origin; `/callback` below that is where the issuer sends people back to. */
export const companySignInPath = '/admin/oidc';

interface CompanySignInOptions {
  issuer: OidcIssuer;
  config: OidcConfig & { clientId: string };
  /** Where the issuer sends people back to; as it is registered there. */
  redirectUri: string;
}

/** Sign-in at the company's issuer: the authorization code flow with PKCE, state and nonce. */
export function companySignIn({ issuer, config, redirectUri }: CompanySignInOptions) {
  const { clientId, clientSecret } = config;

  async function openClient(): Promise<Configuration> {
    const metadata = (await issuer.metadata()) as ServerMetadata;
    const authentication = clientAuthentication(metadata, clientSecret);
    const client = new Configuration(metadata, clientId, { [clockTolerance]: 60 }, authentication);
    // The configuration takes plain HTTP for an issuer on this machine only.
    if (config.issuer.startsWith('http:')) allowInsecureRequests(client);
    client.timeout = 5;
    return client;
  }

  return {
    /** Where to send the browser, and what it must bring back. */
    async begin(): Promise<{ url: URL; pending: PendingSignIn }> {
      const client = await openClient();
      const pending = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(client, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return { url, pending };
    },

    /** Who has signed in, by the query that the issuer has sent the browser back with. */
    async finish(query: string, { state, nonce, verifier }: PendingSignIn): Promise<StaffPrincipal> {
      const client = await openClient();
      const answer = await authorizationCodeGrant(client, new URL(redirectUri + query), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      // Its signature too, by the same keys and clock as that of any token of the issuer.
      const person = staffOfClaims(await issuer.verify(answer.id_token ?? '', clientId), config);
      if (person.permissions.size > 0) return person;
      throw new PorticoError('forbidden', { message: `the claim ${config.permissionsClaim} names no permission` });
    },
  };
}

export type CompanySignIn = ReturnType<typeof companySignIn>;

/** As the issuer takes it; by the Authorization header where it does not say. */
function clientAuthentication(metadata: ServerMetadata, secret: string | undefined): ClientAuth {
  if (secret === undefined) return None();
  const taken = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return taken.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}
