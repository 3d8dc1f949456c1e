import { isPorticoError, PorticoError, writeProblem } from '@portico/core';
import { workAtHand } from '../work-at-hand.ts';

/** An error as the answer of a request: RFC 9457 problem JSON. */
export function problemResponse(error: unknown): Response {
  const problem = writeProblem(isPorticoError(error) ? error : unexpected(error));
  const { requestId } = workAtHand();
  // Only where the server failed: two refusals for one reason must not differ by a byte.
  const instance = problem.status >= 500 && requestId ? { instance: `urn:portico:request:${requestId}` } : {};
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (problem.retryAfter !== undefined) headers.set('retry-after', String(Math.ceil(problem.retryAfter)));
  if (problem.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify({ ...problem, ...instance }), { status: problem.status, headers });
}

/** What went wrong inside stays inside: the caller learns that something did. */
function unexpected(cause: unknown): PorticoError {
  return new PorticoError('server-error', { message: 'something went wrong on the server', cause });
}
