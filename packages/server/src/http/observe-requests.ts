import type { ErrorCode } from '@portico/core';
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { endRequestSpan, inRequestSpan } from '../tracing.ts';
import { during } from '../work-at-hand.ts';
import type { ConnectionBindings } from './client-address.ts';
import { requestIdHeader, requestIdOf } from './request-id.ts';

/** What requests are answered with, and what is known of them on the way. */
export interface RequestEnvironment {
  Bindings: ConnectionBindings;
  Variables: {
    /** Why the request was refused. */
    refusal?: ErrorCode;
    /** It came when the server was stopping. */
    isLate?: boolean;
    /** The id of the API key that was shown. */
    key?: string;
  };
}

export interface ObserveOptions {
  log: Log;
  metrics?: Metrics | undefined;
  /** How many proxies of ours stand in front: only they may name a request. */
  trustedProxies: number;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Asked every few seconds by machines, so that nobody wants to read of it. */
const probes = ['/healthz', '/readyz', '/metrics'];

/** Gives each request an id and a span, and tells how it was answered: by its route, never by its path. */
export function observeRequests({
  log,
  metrics,
  trustedProxies,
}: ObserveOptions): MiddlewareHandler<RequestEnvironment> {
  return (c, next) => {
    const requestId = requestIdOf(c.req.raw.headers, trustedProxies);
    const answerRequest = () =>
      inRequestSpan(c.req.raw, async span => {
        const start = performance.now();
        const end = metrics?.beginRequest();
        await next();
        c.header(requestIdHeader, requestId);
        const { status } = c.res;
        const method = methods.includes(c.req.method) ? c.req.method : 'other';
        const route = routeOf(c);
        const { refusal: code, key } = c.var;
        end?.({ method, route: route ?? 'other', status });
        endRequestSpan(span, { method, route, status, code });
        const level = route !== undefined && probes.includes(route) ? 'debug' : 'info';
        log({ level, event: 'request', method, route, status, code, ms: Math.round(performance.now() - start), key });
      });
    return during({ requestId }, answerRequest);
  };
}

/** The pattern of the path that answers a request; undefined where none of ours does. */
export function routeOf(c: Context<RequestEnvironment>): string | undefined {
  // Wildcards for every method are not what answers.
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  return route?.path.replace(/\{[^}]*\}/g, '');
}
