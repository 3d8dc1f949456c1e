import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import type { OidcConfig } from '../config.ts';

export const audience = 'https://portico.example.com/api';
export const client = { clientId: 'portico-admin', clientSecret: 'secret of the admin pages' };

/** What the company's directory says of a person; every field is a claim of their tokens. */
export interface CompanyPerson {
  sub: string;
  [claim: string]: unknown;
}

export const nora: CompanyPerson = {
  sub: 'nora',
  email: 'nora.lindqvist@example.com',
  email_verified: true,
  name: 'Nora Lindqvist',
  permissions: ['access:read', 'events:read'],
};

export type Issuer = Awaited<ReturnType<typeof startIssuer>>;

/** A real OpenID Connect issuer on this machine, whose person at the keyboard signs in without being asked. */
export async function startIssuer({ redirectUri = 'http://portal.example.com/admin/oidc/callback' } = {}) {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<unknown, CompanyPerson>();

  const issuer = {
    url,
    /** Whether it answers anybody at all. */
    isUp: true,
    /** How often it was asked for anything, though it may not have answered. */
    requests: 0,
    /** How often its keys were asked for. */
    keyRequests: 0,
    /** Who is at the keyboard; nobody where the sign-in is cancelled. */
    person: nora as CompanyPerson | null,
    keys: [await newKey('first')] as JWK[],
    /** From now on another key signs; the old one is published no more. */
    async rotate(kid: string) {
      issuer.keys = [await newKey(kid)];
      provider = openProvider();
    },
    /** A token with these claims, signed with the issuer's own key. Numbers for times are in seconds from now. */
    async sign(claims: Omit<JWTPayload, 'exp'> & { exp?: unknown }, header: { alg?: string; kid?: string } = {}) {
      const [key = {}] = issuer.keys;
      const second = Math.floor(Date.now() / 1000);
      const times = Object.entries({ iat: 0, exp: 300, ...claims })
        .filter(([name, value]) => ['iat', 'nbf', 'exp'].includes(name) && value !== null)
        .map(([name, value]) => [name, typeof value === 'number' ? second + value : value]);
      const { iat: _, nbf: __, exp: ___, ...others } = claims;
      return new SignJWT({ iss: url, aud: audience, ...nora, ...others, ...Object.fromEntries(times) })
        .setProtectedHeader({ alg: 'RS256', ...(key.kid === undefined ? {} : { kid: key.kid }), ...header })
        .sign(await importJWK(key, 'RS256'));
    },
    /** The server's configuration that trusts it. */
    config: (changes: Partial<OidcConfig> = {}): OidcConfig => ({
      issuer: url,
      audience,
      source: 'crm',
      permissionsClaim: 'permissions',
      accounts: 'all',
      name: 'Example Ltd',
      ...client,
      ...changes,
    }),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  let provider = openProvider();

  async function answer(request: IncomingMessage, response: ServerResponse) {
    issuer.requests++;
    if (!issuer.isUp) return request.socket.destroy();
    if (request.url === '/jwks') issuer.keyRequests++;
    if (!request.url?.startsWith('/keyboard/')) return provider.callback()(request, response);
    const { person } = issuer;
    if (person) people.set(person.sub, person);
    const result = person ? { login: { accountId: person.sub } } : { error: 'access_denied' };
    return provider.interactionFinished(request, response, result);
  }

  function openProvider() {
    const web = { grant_types: ['authorization_code'], response_types: ['code' as const] };
    const claimsOf = (sub: string) => ({ ...people.get(sub), sub });
    const configuration: Configuration = {
      clients: [
        { client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri], ...web },
        {
          client_id: 'crm',
          client_secret: 'secret of the CRM',
          redirect_uris: ['http://crm.example.com/back'],
          ...web,
        },
      ],
      jwks: { keys: issuer.keys },
      cookies: { keys: ['the issuer’s own'] },
      conformIdTokenClaims: false,
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'permissions', 'accounts'] },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => claimsOf(sub) }),
      extraTokenClaims: (_, token) => ('accountId' in token ? claimsOf(token.accountId) : undefined),
      features: {
        devInteractions: { enabled: false },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: () => ({ scope: '', audience, accessTokenFormat: 'jwt', accessTokenTTL: 120 }),
          useGrantedResource: () => true,
        },
      },
      interactions: { url: (_, { uid }) => `/keyboard/${uid}` },
      ttl: { AccessToken: 120, AuthorizationCode: 60, Grant: 120, IdToken: 120, Interaction: 120, Session: 120 },
      // The company's own applications need nobody's consent.
      async loadExistingGrant({ oidc }) {
        const { client: app, session } = oidc;
        const grant = new oidc.provider.Grant({ clientId: app?.clientId, accountId: session?.accountId });
        grant.addOIDCScope('openid email profile');
        grant.addResourceScope(audience, '');
        await grant.save();
        return grant;
      },
    };
    return new Provider(url, configuration);
  }

  return issuer;
}

async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
}
