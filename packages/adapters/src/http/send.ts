import { apiPrefix, type Call, isPorticoError, PorticoError, readProblem, writeRequest } from '@portico/core';
import ky, { isForceRetryError, isHTTPError, isNetworkError, isTimeoutError, type KyInstance } from 'ky';

/** Hands out a token of the person at the screen; `expired` says that the last one was refused. */
export type GetAccessToken = (reason: 'initial' | 'expired') => string | Promise<string>;

/** Where the server is, and how to prove who is calling. */
export interface Connection {
  /** The server's origin, such as `https://portal.example.com`. */
  baseUrl: string;
  getAccessToken?: GetAccessToken | undefined;
  /** `same-origin` for the portal's own pages, whose proof is a cookie; no cookies unless told. */
  credentials?: RequestCredentials | undefined;
  /** Milliseconds to wait for an answer; 15,000 unless told. */
  timeout?: number | undefined;
}

/** What the rest of the adapter needs of the network; the one place that knows ky. */
export function connect({ baseUrl, getAccessToken, credentials = 'omit', timeout = 15_000 }: Connection) {
  const token = cached(getAccessToken);
  const authorize = async (request: Request, reason: 'initial' | 'expired') => {
    const value = await token(reason);
    if (value) request.headers.set('authorization', `Bearer ${value}`);
  };
  const client = ky.create({
    baseUrl: `${baseUrl.replace(/\/$/, '')}${apiPrefix}/`,
    credentials,
    timeout,
    hooks: {
      beforeRequest: [({ request }) => authorize(request, 'initial')],
      // One fresh token per call: a second refusal is not about the token's age.
      afterResponse: [
        ({ response, options }) => {
          if (response.status !== 401 || !getAccessToken || options.context.renewed) return;
          options.context.renewed = true;
          return ky.retry({ delay: 0 });
        },
      ],
      beforeRetry: [({ request, error }) => (isForceRetryError(error) ? authorize(request, 'expired') : undefined)],
    },
  });
  return {
    token,
    send: (call: Call) => send(client, call),
    /** Opens a stream; its answer is read while it comes. */
    open: (path: string, search: URLSearchParams, signal: AbortSignal) =>
      client.get(path, { searchParams: search, signal, timeout: false, context: {} }).catch(fail),
  };
}

async function send(client: KyInstance, { route, input, options }: Call): Promise<unknown> {
  const { path, search, body } = writeRequest(route, input);
  const method = route.method.toLowerCase();
  const isRepeatable = route.method === 'GET' || route.idempotent === true;
  const answer = await client<unknown>(path.slice(1), {
    method,
    searchParams: search,
    ...(body && { json: body }),
    ...(options.signal && { signal: options.signal }),
    headers: route.idempotent ? { 'idempotency-key': options.idempotencyKey ?? randomKey() } : {},
    // A refused token is retried whatever the method is: such a call has done nothing yet.
    retry: {
      limit: 2,
      methods: isRepeatable ? [route.method.toLowerCase() as 'get'] : [],
      statusCodes: [502, 503, 504],
      maxRetryAfter: 3000,
    },
    context: {},
  })
    .json()
    .catch(fail);
  const parsed = route.returns.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new PorticoError('bad-answer', { cause: parsed.error });
}

/** Names whatever went wrong; an abort stays what it is. */
function fail(error: unknown): never {
  if (isPorticoError(error)) throw error;
  if (isHTTPError(error)) {
    throw readProblem(
      error.response.status,
      error.data,
      Number(error.response.headers.get('retry-after')) || undefined,
    );
  }
  if (isTimeoutError(error)) throw new PorticoError('timeout', { cause: error });
  if (isNetworkError(error) || error instanceof TypeError) throw new PorticoError('network', { cause: error });
  if (error instanceof SyntaxError) throw new PorticoError('bad-answer', { cause: error });
  throw error;
}

/** Asks for a token once for all calls that wait for it, and keeps it until it is refused. */
function cached(getAccessToken: GetAccessToken | undefined) {
  let current: Promise<string> | undefined;
  let isRenewing = false;
  return (reason: 'initial' | 'expired'): Promise<string> => {
    if (!getAccessToken) return Promise.resolve('');
    if (current && (reason === 'initial' || isRenewing)) return current;
    isRenewing = reason === 'expired';
    current = (async () => getAccessToken(reason))()
      .catch(cause => {
        current = undefined;
        throw isPorticoError(cause)
          ? cause
          : new PorticoError(cause instanceof TypeError ? 'network' : 'unauthenticated', { cause });
      })
      .finally(() => {
        isRenewing = false;
      });
    return current;
  };
}

/** Not `crypto.randomUUID`, which a host page without TLS does not have. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
