import {
  apiPrefix,
  assertIdempotencyKey,
  type Backend,
  type BackendAdapter,
  backendRoutes,
  type CallOptions,
  EventsQuery,
  findMethod,
  isPorticoError,
  listRoutes,
  PorticoError,
  type Route,
  readRequest,
  serverRoutes,
} from '@portico/core';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { clientNetwork } from './http/client-address.ts';
import { eventStream } from './http/event-stream.ts';
import { observeRequests, type RequestEnvironment, routeOf } from './http/observe-requests.ts';
import { problemResponse } from './http/problem.ts';
import { readJson } from './http/read-json.ts';
import { assertSameOrigin } from './http/same-origin.ts';
import { answerHeaders } from './http/security-headers.ts';
import { errorDetails, type Log, silent, withWorkAtHand } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import { authenticate, type Caller, type Identity } from './principal/authenticate.ts';
import type { ServerCall, ServerOperations } from './server-operations.ts';

export interface AppOptions {
  /** What stands behind the API: PostgreSQL, memory, or anything else that is one. */
  backend: Backend;
  /** How callers are known. */
  identity: Identity;
  /** The server's own operations: tokens, sessions, links. */
  operations?: ServerOperations | undefined;
  /** The origin under which people reach this server, such as `https://access.example.com`. */
  publicOrigin: string;
  /** Origins whose pages may call the API with a token. */
  allowedOrigins?: readonly string[] | undefined;
  /** The largest request body in bytes; 256 kB unless told. */
  bodyLimit?: number | undefined;
  /** How many proxies of ours stand in front and write `X-Forwarded-For`; none unless told. */
  trustedProxies?: number | undefined;
  /** Whether requests can be served now, for `/readyz`. */
  isReady?: (() => Promise<boolean>) | undefined;
  /** Aborted when the server stops: open event streams end, and new requests are refused. */
  stopping?: AbortSignal | undefined;
  /** Milliseconds between the heartbeats of event streams. */
  heartbeat?: number | undefined;
  /** Told of each request: its route, status and time. */
  log?: Log | undefined;
  /** Counts requests and streams. */
  metrics?: Metrics | undefined;
  /** What an unexpected error means: `unavailable` where a database is away. Anything else is answered with 500. */
  explain?: ((error: unknown) => unknown) | undefined;
}

/** A web application of Hono; `fetch(request, bindings)` answers one request. */
export type App = Hono<RequestEnvironment>;

/**
 * Milliseconds after which a stream ends even where the token lives longer, as another issuer's may: its reader comes
 * back, and is looked at again.
 */
const longestStream = 3_600_000;

/**
 * Serves the route table: who is calling, whether they may, what they ask, one call of the backend, the answer.
 * Identity, permission and parsing happen here and nowhere else, whatever backend stands behind.
 */
export function createApp(options: AppOptions): App {
  const { publicOrigin, allowedOrigins = [], isReady = async () => true, metrics, trustedProxies = 0 } = options;
  const log = withWorkAtHand(options.log ?? silent);
  const app: App = new Hono();

  app.use(observeRequests({ log, metrics, trustedProxies }));
  app.use(async (c, next) => {
    // Looked at before anything is waited for: what came before the end is still answered.
    if (options.stopping?.aborted) c.set('isLate', true);
    await next();
    for (const [name, value] of Object.entries(answerHeaders)) if (!c.res.headers.has(name)) c.header(name, value);
    if (publicOrigin.startsWith('https:')) c.header('strict-transport-security', 'max-age=31536000');
    // Kept open, a connection would only bring more requests.
    if (options.stopping?.aborted) c.header('connection', 'close');
  });
  app.use(
    `${apiPrefix}/*`,
    cors({
      origin: origin => (allowedOrigins.includes(origin) ? origin : null),
      allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID', 'traceparent', 'tracestate'],
      allowMethods: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
      exposeHeaders: ['Retry-After', 'X-Request-Id'],
      maxAge: 600,
    }),
  );
  app.use(async (c, next) => {
    if (!c.var.isLate) return next();
    throw new PorticoError('unavailable', { message: 'the server is stopping', retryAfter: 2 });
  });
  app.onError((thrown, c) => {
    const error = options.explain?.(thrown) ?? thrown;
    if (!isPorticoError(error)) log({ level: 'error', event: 'failure', route: routeOf(c), ...errorDetails(error) });
    c.set('refusal', isPorticoError(error) ? error.code : 'server-error');
    return problemResponse(error);
  });
  app.notFound(() => problemResponse(new PorticoError('not-found', { message: 'there is nothing here' })));
  app.get('/healthz', c => c.json({ alive: true }, 200, { 'cache-control': 'no-store' }));
  app.get('/readyz', async c => {
    const ready = await isReady().catch(() => false);
    return ready
      ? c.json({ ready }, 200, { 'cache-control': 'no-store' })
      : problemResponse(new PorticoError('unavailable', { message: 'not ready yet', retryAfter: 1 }));
  });

  const own = options.operations ?? {};
  for (const { group, name, route } of listRoutes(serverRoutes)) {
    serve(route, c => {
      if (route.auth !== 'api-key') assertSameOrigin(c.req.raw.headers, publicOrigin);
      return (input, caller, answer) => {
        const { headers } = c.req.raw;
        const network = clientNetwork(c.env, headers, trustedProxies);
        const { principal, expiresAt } = caller;
        const userId = principal?.kind === 'client' ? principal.userId : undefined;
        const staff = principal?.kind === 'staff' && expiresAt ? { principal, expiresAt } : undefined;
        return supported(findMethod<ServerCall>(own, group, name))(input, { headers, network, answer, userId, staff });
      };
    });
  }
  for (const { group, name, route } of listRoutes(backendRoutes)) {
    serve(route, c => async (input, { principal, expiresAt }) => {
      if (!principal) throw new PorticoError('unauthenticated');
      const port = options.backend.as(principal);
      if (route.events) {
        await options.backend.admit?.(principal);
        return stream(c, port, input, expiresAt);
      }
      return supported(findMethod(port, group, name))(input, callOptions(c));
    });
  }

  /** One route: identity, permission, input, one call, the answer. */
  function serve(
    route: Route,
    prepare: (
      c: Context<RequestEnvironment>,
    ) => (input: Record<string, unknown>, caller: Caller, answer: Headers) => Promise<unknown>,
  ) {
    app.on(route.method, apiPrefix + route.path, async c => {
      const operation = prepare(c);
      const answer = new Headers({ 'cache-control': 'no-store' });
      const caller = await authenticate(route, options.identity, c.req.raw.headers, answer);
      // So that an operator sees when nobody uses an older API key any more.
      if (caller.apiKeyId !== undefined) {
        c.set('key', caller.apiKeyId);
        metrics?.countApiKey(caller.apiKeyId);
      }
      const input = readRequest(route, {
        params: c.req.param(),
        search: new URL(c.req.url).searchParams,
        body: route.body ? await readJson(c.req.raw, options.bodyLimit ?? 256 * 1024) : undefined,
      });
      const output = await operation(input, caller, answer);
      if (output instanceof Response) return output;
      answer.set('content-type', 'application/json');
      return new Response(JSON.stringify(output), { headers: answer });
    });
  }

  function stream(
    c: Context<RequestEnvironment>,
    port: BackendAdapter,
    input: Record<string, unknown>,
    expiresAt?: Date,
  ) {
    if (!port.supports.has('events.stream')) throw new PorticoError('unsupported');
    if (c.req.method === 'HEAD') return new Response(null, { headers: { 'content-type': 'text/event-stream' } });
    const lastId = EventsQuery.safeParse({ after: c.req.header('last-event-id') });
    const query: EventsQuery = { ...input, ...(lastId.success && lastId.data.after ? lastId.data : {}) };
    const life = Math.min(longestStream, Math.max(0, (expiresAt?.getTime() ?? Date.now()) - Date.now()));
    const signals = [c.req.raw.signal, AbortSignal.timeout(life), ...(options.stopping ? [options.stopping] : [])];
    return eventStream({
      subscribe: (...call) => port.subscribe(...call),
      query,
      signal: AbortSignal.any(signals),
      heartbeat: options.heartbeat,
      begin: metrics?.beginStream,
    });
  }
  return app;
}

function supported<T>(operation: T | undefined): T {
  if (!operation) throw new PorticoError('unsupported', { message: 'this backend cannot do that' });
  return operation;
}

/** Only a read ends with its caller: a write that has begun is finished, whether or not anyone waits for the answer. */
function callOptions(c: Context): CallOptions {
  const signal = c.req.method === 'GET' || c.req.method === 'HEAD' ? c.req.raw.signal : undefined;
  const idempotencyKey = c.req.header('idempotency-key');
  if (idempotencyKey !== undefined) assertIdempotencyKey(idempotencyKey);
  return { signal, idempotencyKey };
}
