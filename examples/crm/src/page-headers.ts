import { createMiddleware } from 'hono/factory';

/** Sends each page with a strict policy: scripts and styles only from files of its own origin, calls only to `connect`. */
export function pageHeaders({ connect = [] }: { connect?: string[] } = {}) {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    ...(connect.length > 0 ? [`connect-src 'self' ${connect.join(' ')}`] : []),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ');
  return createMiddleware(async (context, next) => {
    await next();
    context.header('content-security-policy', policy);
    context.header('x-content-type-options', 'nosniff');
    // A search for an address must not tell it to the next site.
    context.header('referrer-policy', 'same-origin');
  });
}
