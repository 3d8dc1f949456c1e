import { PorticoError } from '@portico/core';
import type { Context } from 'hono';
import { bearerIn } from '../http/bearer.ts';
import { type ConnectionBindings, isFromThisMachine, isThisMachine } from '../http/client-address.ts';
import { isSame, sha256 } from '../keys.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsPageOptions {
  metrics: Metrics;
  publicOrigin: string;
  /** What a scraper shows; without it only connections from this machine are answered. */
  token?: string | undefined;
}

/** Answers scrapers of Prometheus: whoever shows the token, and connections from this machine. */
export function metricsPage({ metrics, publicOrigin, token }: MetricsPageOptions) {
  const own = new URL(publicOrigin);

  return async (c: Context<{ Bindings: ConnectionBindings }>): Promise<Response> => {
    const { headers } = c.req.raw;
    const isLocal = isFromThisMachine(c.env, headers) && isOwnName(new URL(c.req.url), own);
    if (!isLocal && token === undefined) throw new PorticoError('not-found', { message: 'there is nothing here' });
    if (!isLocal && !shows(headers, token ?? '')) {
      throw new PorticoError('unauthenticated', { message: 'the token of the metrics is missing' });
    }
    const { contentType, text } = await metrics.read();
    return c.body(text, 200, { 'content-type': contentType, 'cache-control': 'no-store' });
  };
}

function shows(headers: Headers, token: string): boolean {
  const shown = bearerIn(headers);
  return shown !== undefined && isSame(sha256(shown), sha256(token));
}

/** Keeps out pages of others that point a name of theirs at this machine. */
function isOwnName({ hostname, host }: URL, own: URL): boolean {
  return isThisMachine(hostname) || host === own.host;
}
