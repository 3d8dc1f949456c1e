import { createMiddleware } from 'hono/factory';

/**
 * Refuses a request that another site's page sent: what changes something, or answers a secret, is for our own pages.
 * Browsers say where a request comes from in headers that no page can set.
 */
export function sameOriginOnly(origin: string) {
  return createMiddleware(async (context, next) => {
    const site = context.req.header('sec-fetch-site');
    const isOwn = context.req.header('origin') === origin && (site === undefined || site === 'same-origin');
    if (!isOwn) return context.json({ code: 'forbidden', title: 'Only pages of this origin may ask this.' }, 403);
    await next();
  });
}
