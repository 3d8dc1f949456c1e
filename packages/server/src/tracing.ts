import {
  type Context,
  context,
  propagation,
  type Span,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  type TextMapGetter,
  trace,
} from '@opentelemetry/api';

// Without an SDK in the process all of this does nothing.
const tracer = trace.getTracer('@portico/server');

interface InSpan extends SpanOptions {
  /** What it is part of; of what is going on, unless told. */
  parent?: Context | undefined;
}

/** Runs something as one span, which is marked where that fails. What the error says stays out: it may name somebody. */
export function inSpan<T>(
  name: string,
  { parent = context.active(), ...options }: InSpan,
  run: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, options, parent, async span => {
    try {
      return await run(span);
    } catch (error) {
      markFailed(span, error instanceof Error ? error.name : typeof error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/**
 * Runs the answering of a request as a span: of the trace that its headers name, or inside of the one that was begun
 * already, by a library that watches HTTP itself.
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export function inRequestSpan<T>(request: Request, run: (span: Span) => Promise<T>): Promise<T> {
  const isInside = trace.getActiveSpan() !== undefined;
  return inSpan(
    request.method,
    {
      kind: isInside ? SpanKind.INTERNAL : SpanKind.SERVER,
      parent: isInside ? undefined : propagation.extract(context.active(), request.headers, headerGetter),
      attributes: { 'http.request.method': request.method },
    },
    run,
  );
}

/** Names a request's span by its route, and notes how it was answered. */
export function endRequestSpan(
  span: Span,
  {
    method,
    route,
    status,
    code,
  }: { method: string; route?: string | undefined; status: number; code?: string | undefined },
): void {
  if (route !== undefined) {
    span.updateName(`${method} ${route}`);
    span.setAttribute('http.route', route);
  }
  span.setAttribute('http.response.status_code', status);
  if (status >= 500) markFailed(span, code ?? String(status));
}

/** Runs a job of a queue as a span, with the ids of what it is about. */
export function inJobSpan<T>(queue: string, ids: Readonly<Record<string, string>>, run: () => Promise<T>): Promise<T> {
  return inSpan(
    `process ${queue}`,
    {
      kind: SpanKind.CONSUMER,
      attributes: {
        'messaging.system': 'pg-boss',
        'messaging.operation.type': 'process',
        'messaging.destination.name': queue,
        ...Object.fromEntries(Object.entries(ids).map(([name, id]) => [`portico.${name}.id`, id])),
      },
    },
    run,
  );
}

function markFailed(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

const headerGetter: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: headers => [...headers.keys()],
};
