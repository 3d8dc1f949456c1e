import { type CompanySignInProblem, type ErrorCode, isPorticoError, PorticoError } from '@portico/core';
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { errorDetails } from '../log.ts';
import { explainOutage } from '../postgres/outage.ts';

/** A sign-in that led nowhere: what the person is told of it, and what the log is. */
export interface SignInFailure {
  level: 'error' | 'info';
  problem: CompanySignInProblem;
  reason: string;
}

/** Why a sign-in led nowhere. Of a database or an issuer that is away the log is told elsewhere, and once. */
export function signInFailure(error: unknown): SignInFailure {
  const problem = signInProblem(error);
  const explained = explainOutage(error);
  const isKnown = isPorticoError(explained) && problem === 'unavailable';
  const isError = !isKnown && (problem === 'failed' || problem === 'unavailable');
  return { level: isError ? 'error' : 'info', problem, reason: signInReason(error) };
}

/** What the person is told of a failure. Who is at fault, the issuer or somebody's trick, they need not know. */
export function signInProblem(thrown: unknown): CompanySignInProblem {
  const error = explainOutage(thrown);
  if (isPorticoError(error)) return problems[error.code] ?? 'failed';
  if (error instanceof AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'cancelled';
    return ['server_error', 'temporarily_unavailable'].includes(error.error) ? 'unavailable' : 'failed';
  }
  return isOutage(error) ? 'unavailable' : 'failed';
}

const problems: Partial<Record<ErrorCode, CompanySignInProblem>> = {
  forbidden: 'not-permitted',
  unavailable: 'unavailable',
  'rate-limited': 'unavailable',
};

/** What the log is told: codes and our own words. Whatever came from outside, an address bar or a token, stays out. */
function signInReason(error: unknown): string {
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
