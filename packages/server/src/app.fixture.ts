import { type Backend, type Permission, permissions, type StaffPrincipal, type TokenRequest } from '@portico/core';
import { type App, type AppOptions, createApp } from './app.ts';
import { apiKeyOf, serverKeys } from './keys.ts';
import { staffTokens } from './principal/staff-token.ts';

export const publicOrigin = 'http://portal.example.com';
export const hostOrigin = 'http://crm.example.com';
export const apiKey = 'api-key-that-only-the-tests-know';

/** Everything, for one member of staff. */
export const staff: TokenRequest = {
  staff: { email: 'grace@example.com', name: 'Grace Example' },
  source: 'crm',
  permissions: [...permissions],
};

const tokens = staffTokens(serverKeys(['the secret of the tests']).staffToken);

/** The application over any backend, as a host and its staff reach it. */
export function appOver(backend: Backend, options: Partial<AppOptions> = {}) {
  const app: App = createApp({
    backend,
    identity: { apiKeys: [apiKeyOf(apiKey)], staff: token => tokens.verify(token) },
    operations: { tokens: { create: request => tokens.issue(request) } },
    publicOrigin,
    allowedOrigins: [hostOrigin],
    ...options,
  });
  return { app, send: sender(app) };
}

/** A token of the tests' server. */
export async function tokenFor(request: Partial<TokenRequest> = {}): Promise<string> {
  return (await tokens.issue({ ...staff, ...request })).token;
}

export interface Sent {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Sends requests to an application, or over the network to its origin: JSON out, JSON in. */
export function sender(
  app: { fetch: (request: Request) => Response | Promise<Response> },
  origin: string = publicOrigin,
) {
  return async (method: string, path: string, { token, body, headers = {} }: Sent = {}) => {
    const request = new Request(`${origin}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const response = await app.fetch(request);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    };
  };
}

/** The body that gives somebody new access. */
export const personOf = (email: string) => ({ contact: { email, firstName: 'New', lastName: 'Person' } });

/** A principal of the tests, for what they prepare without HTTP. */
export function principal(granted: readonly Permission[] = permissions): StaffPrincipal {
  return { kind: 'staff', ...staff.staff, source: staff.source, permissions: new Set(granted), accounts: 'all' };
}

/** Two accounts, `001A` and `001B`, with one contact each. */
export async function fillIn(backend: Backend): Promise<void> {
  await backend.as(principal()).records.upsert({
    accounts: [
      { id: '001A', market: 'Berlin', name: 'Lumen' },
      { id: '001B', market: 'Hamburg', name: 'Hafen' },
    ],
    orders: [{ id: '801A', accountId: '001A' }],
    contacts: [
      { id: '003A', accountId: '001A', firstName: 'Ada', lastName: 'Example', email: 'ada@example.com' },
      { id: '003B', accountId: '001B', firstName: 'Bob', lastName: 'Example', email: 'bob@example.com' },
    ],
  });
}
