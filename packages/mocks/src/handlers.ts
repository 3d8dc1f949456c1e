import {
  apiPrefix,
  type Backend,
  backendRoutes,
  errorStatus,
  isPorticoError,
  listRoutes,
  PorticoError,
  type PorticoEvent,
  type Principal,
  type Route,
  readRequest,
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
        const adapter = backend.as(principalOf(request));
        const input = readRequest(route, {
          params: params as Record<string, string>,
          search: new URL(request.url).searchParams,
          body: route.body ? await readJson(request) : undefined,
        });
        if (route.events) return streamOf(adapter, input, request.signal);
        const idempotencyKey = request.headers.get('idempotency-key') ?? undefined;
        const methods = adapter[group as 'access'] as unknown as Record<
          string,
          (...args: unknown[]) => Promise<object>
        >;
        return HttpResponse.json(await methods[name]?.(input, { signal: request.signal, idempotencyKey }));
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
    status: errorStatus[error.code] || 500,
    headers: { 'content-type': 'application/problem+json' },
  });
}

function streamOf(
  adapter: ReturnType<Backend['as']>,
  query: object,
  signal: AbortSignal,
): HttpResponse<ReadableStream> {
  const encoder = new TextEncoder();
  const stop = new AbortController();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const tell = (event: PorticoEvent | { type: 'resync' }) => {
        if ('id' in event) controller.enqueue(encoder.encode(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`));
      };
      controller.enqueue(encoder.encode(':\n\n'));
      void adapter.subscribe(query, tell, { signal: AbortSignal.any([signal, stop.signal]) });
    },
    cancel: () => stop.abort(),
  });
  return new HttpResponse(stream, { headers: { 'content-type': 'text/event-stream' } });
}
