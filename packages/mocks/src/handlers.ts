import {
  apiPrefix,
  assertPermitted,
  type Backend,
  type BackendAdapter,
  backendRoutes,
  type EventListener,
  findMethod,
  isPorticoError,
  listRoutes,
  PorticoError,
  type Principal,
  type Route,
  readRequest,
  statusOf,
  writeProblem,
} from '@portico/core';
import { HttpResponse, http, type RequestHandler } from 'msw';

interface Options {
  /** What answers; a `memoryBackend()` as a rule. */
  backend: Backend;
  /** Where the pretended server is, such as `https://portico.example.com`. */
  baseUrl: string;
  /** Who a request is from; throws `unauthenticated` where it is from nobody. */
  principalOf: (request: Request) => Principal;
}

/** Portico's API as MSW handlers: every route of the table, answered by a backend of the page's own. */
export function handlers({ backend, baseUrl, principalOf }: Options): RequestHandler[] {
  return listRoutes(backendRoutes).map(({ group, name, route }) =>
    http[methodOf(route)](`${baseUrl}${apiPrefix}${route.path}`, async ({ request, params }) => {
      try {
        const principal = principalOf(request);
        assertPermitted(route, principal);
        const input = readRequest(route, {
          params: params as Record<string, string>,
          search: new URL(request.url).searchParams,
          body: route.body ? await readJson(request) : undefined,
        });
        const adapter = backend.as(principal);
        if (route.events) return streamOf(adapter, input, request.signal);
        const method = findMethod(adapter, group, name);
        if (!method) throw new PorticoError('unsupported');
        const idempotencyKey = request.headers.get('idempotency-key') ?? undefined;
        return HttpResponse.json((await method(input, { signal: request.signal, idempotencyKey })) as object);
      } catch (error) {
        return problemOf(error);
      }
    }),
  );
}

function methodOf({ method }: Route) {
  return method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    throw new PorticoError('invalid-request', { message: 'the body is not JSON', cause });
  }
}

function problemOf(cause: unknown): HttpResponse<string> {
  const error = isPorticoError(cause) ? cause : new PorticoError('server-error', { cause });
  return new HttpResponse(JSON.stringify(writeProblem(error)), {
    status: statusOf(error.code),
    headers: { 'content-type': 'application/problem+json' },
  });
}

function streamOf(adapter: BackendAdapter, query: object, signal: AbortSignal): HttpResponse<ReadableStream> {
  const encoder = new TextEncoder();
  const left = new AbortController();
  const enough = new AbortController();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(`${text}\n\n`));
      const tell: EventListener = event => {
        send(`data: ${JSON.stringify(event)}`);
        if (!canHandOverStreams()) queueMicrotask(() => enough.abort());
      };
      send(':');
      const ended = adapter.subscribe(query, tell, { signal: AbortSignal.any([signal, left.signal, enough.signal]) });
      ended.then(
        () => left.signal.aborted || controller.close(),
        error => controller.error(error),
      );
    },
    cancel: () => left.abort(),
  });
  return new HttpResponse(stream, { headers: { 'content-type': 'text/event-stream' } });
}

/**
 * MSW hands a stream to its service worker as it is. WebKit (2.50, as in Safari 26) has no streams to be handed over,
 * and there MSW waits for the end: so a stream ends with its first event, and its reader comes back for the next ones.
 * @see https://github.com/mswjs/msw/pull/1771
 */
function canHandOverStreams(): boolean {
  try {
    const stream = new ReadableStream();
    structuredClone(stream, { transfer: [stream] });
    return true;
  } catch {
    return false;
  }
}
