import { type CompanySignInProblem, isPorticoError, PorticoError } from '@portico/core';
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { errorDetails } from '../log.ts';
import { explainOutage } from '../postgres/outage.ts';

/** What the person is told of a failure. Who is at fault, the issuer or somebody's trick, they need not know. */
export function signInProblem(thrown: unknown): CompanySignInProblem {
  const error = explainOutage(thrown);
  if (isPorticoError(error)) {
    return error.code === 'forbidden' ? 'not-permitted' : error.code === 'unavailable' ? 'unavailable' : 'failed';
  }
  if (error instanceof AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'cancelled';
    return ['server_error', 'temporarily_unavailable'].includes(error.error) ? 'unavailable' : 'failed';
  }
  return isOutage(error) ? 'unavailable' : 'failed';
}

/** What the log is told: codes and our own words. Whatever came from outside, an address bar or a token, stays out. */
export function signInReason(error: unknown): string {
  if (error instanceof PorticoError) return error.message;
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) return codeIn(error.error);
  if (error instanceof ClientError) return codeIn(error.code);
  const { error: name, cause, at } = errorDetails(error);
  return [name, cause, at].filter(Boolean).join(' ');
}

/** No answer, too late an answer, or one that is the issuer's own failure. */
function isOutage(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.status >= 500;
  if (!(error instanceof Error)) return false;
  const { cause } = error;
  const isFetch = error.name === 'TypeError' && error.message === 'fetch failed';
  const isLate = error instanceof ClientError && error.code === 'OAUTH_TIMEOUT';
  return isFetch || isLate || (cause instanceof Response && cause.status >= 500) || isOutage(cause);
}

function codeIn(text: string | undefined): string {
  return text && /^\w{1,60}$/.test(text) ? text : 'unknown';
}
