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
import { type ConnectionBindings, clientAddress } from './http/client-address.ts';
import { eventStream } from './http/event-stream.ts';
import { problemResponse } from './http/problem.ts';
import { readJson } from './http/read-json.ts';
import { assertSameOrigin } from './http/same-origin.ts';
import { answerHeaders } from './http/security-headers.ts';
import { errorDetails, type Log, silent } from './log.ts';
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
  /** Ends open event streams when the server stops. */
  stopping?: AbortSignal | undefined;
  /** Milliseconds between the heartbeats of event streams. */
  heartbeat?: number | undefined;
  /** Told of each request: its route, status and time. */
  log?: Log | undefined;
}

type Bindings = { Bindings: ConnectionBindings; Variables: { route?: string } };
/** A web application of Hono; `fetch(request, bindings)` answers one request. */
export type App = Hono<Bindings>;

/**
 * Serves the route table: who is calling, whether they may, what they ask, one call of the backend, the answer.
 * Identity, permission and parsing happen here and nowhere else, whatever backend stands behind.
 */
export function createApp(options: AppOptions): App {
  const { publicOrigin, allowedOrigins = [], log = silent, isReady = async () => true } = options;
  const app: App = new Hono();

  app.use(async (c, next) => {
    const start = performance.now();
    await next();
    for (const [name, value] of Object.entries(answerHeaders)) if (!c.res.headers.has(name)) c.header(name, value);
    if (publicOrigin.startsWith('https:')) c.header('strict-transport-security', 'max-age=31536000');
    const ms = Math.round(performance.now() - start);
    log({ level: 'info', event: 'request', method: c.req.method, route: c.get('route'), status: c.res.status, ms });
  });
  app.use(
    `${apiPrefix}/*`,
    cors({
      origin: origin => (allowedOrigins.includes(origin) ? origin : null),
      allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID'],
      allowMethods: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
      exposeHeaders: ['Retry-After'],
      maxAge: 600,
    }),
  );
  app.onError((error, c) => {
    if (!isPorticoError(error))
      log({ level: 'error', event: 'failure', route: c.get('route'), ...errorDetails(error) });
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
        const address = clientAddress(c.env, headers, options.trustedProxies ?? 0);
        const userId = caller.principal?.kind === 'client' ? caller.principal.userId : undefined;
        return supported(findMethod<ServerCall>(own, group, name))(input, { headers, address, answer, userId });
      };
    });
  }
  for (const { group, name, route } of listRoutes(backendRoutes)) {
    serve(route, c => async (input, { principal, expiresAt }) => {
      if (!principal) throw new PorticoError('unauthenticated');
      const port = options.backend.as(principal);
      if (route.events) return stream(c, port, input, expiresAt);
      return supported(findMethod(port, group, name))(input, callOptions(c));
    });
  }

  /** One route: identity, permission, input, one call, the answer. */
  function serve(
    route: Route,
    prepare: (
      c: Context<Bindings>,
    ) => (input: Record<string, unknown>, caller: Caller, answer: Headers) => Promise<unknown>,
  ) {
    app.on(route.method, apiPrefix + route.path, async c => {
      c.set('route', route.path);
      const operation = prepare(c);
      const answer = new Headers({ 'cache-control': 'no-store' });
      const caller = await authenticate(route, options.identity, c.req.raw.headers, answer);
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

  function stream(c: Context<Bindings>, port: BackendAdapter, input: Record<string, unknown>, expiresAt?: Date) {
    if (!port.supports.has('events.stream')) throw new PorticoError('unsupported');
    if (c.req.method === 'HEAD') return new Response(null, { headers: { 'content-type': 'text/event-stream' } });
    const lastId = EventsQuery.safeParse({ after: c.req.header('last-event-id') });
    const query: EventsQuery = { ...input, ...(lastId.success && lastId.data.after ? lastId.data : {}) };
    const life = Math.max(0, (expiresAt?.getTime() ?? Date.now()) - Date.now());
    const signals = [c.req.raw.signal, AbortSignal.timeout(life), ...(options.stopping ? [options.stopping] : [])];
    return eventStream({
      subscribe: (...call) => port.subscribe(...call),
      query,
      signal: AbortSignal.any(signals),
      heartbeat: options.heartbeat,
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
