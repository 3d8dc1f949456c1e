import { isPorticoError, PorticoError, writeProblem } from '@portico/core';

/** An error as the answer of a request: RFC 9457 problem JSON. */
export function problemResponse(error: unknown): Response {
  const problem = writeProblem(isPorticoError(error) ? error : unexpected(error));
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (problem.retryAfter !== undefined) headers.set('retry-after', String(Math.ceil(problem.retryAfter)));
  if (problem.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

/** What went wrong inside stays inside: the caller learns that something did. */
function unexpected(cause: unknown): PorticoError {
  return new PorticoError('server-error', { message: 'something went wrong on the server', cause });
}
