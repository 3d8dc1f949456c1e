import {
  apiPrefix,
  type Call,
  isPorticoError,
  PorticoError,
  randomKey,
  readProblem,
  writeRequest,
} from '@portico/core';
import ky, { isForceRetryError, isHTTPError, isTimeoutError, type KyInstance } from 'ky';

/** Why a token is asked for; `expired` says that the last one was refused. */
type TokenReason = 'initial' | 'expired';

/** Hands out a token of the person at the screen. */
export type GetAccessToken = (reason: TokenReason) => string | Promise<string>;

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
  let current: Promise<string> | undefined;
  /** Asks once for all calls that wait for it, and keeps the token until it is refused. */
  const token = (reason: TokenReason) => {
    current ??= within(timeout, (async () => getAccessToken?.(reason) ?? '')()).catch(cause => {
      current = undefined;
      if (isPorticoError(cause)) throw cause;
      throw new PorticoError(cause instanceof TypeError ? 'network' : 'unauthenticated', { cause });
    });
    return current;
  };
  const authorize = async (request: Request, context: Record<string, unknown>) => {
    if (!getAccessToken) return;
    const used = token('initial');
    context.token = used;
    request.headers.set('authorization', `Bearer ${await used}`);
  };
  const client = ky.create({
    prefixUrl: baseUrl.replace(/\/$/, '') + apiPrefix,
    credentials,
    timeout,
    hooks: {
      beforeRequest: [(request, { context }) => authorize(request, context)],
      // One fresh token per call: a second refusal is not about the token's age.
      afterResponse: [
        async (_request, { context }, response) => {
          if (response.status !== 401 || !getAccessToken || context.isRenewed) return;
          context.isRenewed = true;
          if (context.token === current) {
            current = undefined;
            await token('expired');
          }
          return ky.retry({ delay: 0 });
        },
      ],
      beforeRetry: [
        ({ request, options, error }) => (isForceRetryError(error) ? authorize(request, options.context) : undefined),
      ],
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

/** The answer, or a failure where it takes longer than so many milliseconds. */
function within<T>(timeout: number, answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, timeout, new PorticoError('timeout'));
  });
  return Promise.race([answer, end]).finally(() => clearTimeout(timer));
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
      methods: isRepeatable ? [method as 'get'] : [],
      statusCodes: [502, 503, 504],
      maxRetryAfter: 3000,
      shouldRetry: ({ error }) => (isPorticoError(error) ? false : undefined),
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
async function fail(error: unknown): Promise<never> {
  if (isHTTPError(error)) {
    const { status, headers } = error.response;
    const body: unknown = await error.response.json().catch(() => undefined);
    throw readProblem(status, body, Number(headers.get('retry-after')) || undefined);
  }
  if (isTimeoutError(error)) throw new PorticoError('timeout', { cause: error });
  if (error instanceof TypeError) throw new PorticoError('network', { cause: error });
  if (error instanceof SyntaxError) throw new PorticoError('bad-answer', { cause: error });
  throw error;
}
