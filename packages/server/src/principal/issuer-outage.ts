import { PorticoError } from '@portico/core';
import { errorDetails, type Log } from '../log.ts';

/** Asks an issuer, and spares it while it is away. */
export interface IssuerOutage {
  /** What a question answers; `unavailable` where it fails, or another one has failed a moment ago. */
  ask<T>(question: () => Promise<T>): Promise<T>;
}

interface OutageOptions {
  now: () => Date;
  log: Log;
  /** Milliseconds for which nothing is asked after a question that failed. */
  rest: number;
}

/**
 * Tells of an issuer's outages: once when one begins, and once when it is over. Callers learn only that it is of no use
 * now. Whoever sends tokens that nobody can check makes neither a question nor a line of each.
 */
export function issuerOutage({ now, log, rest }: OutageOptions): IssuerOutage {
  let began: Date | undefined;
  let failedAt = 0;

  const unavailable = (cause?: unknown) =>
    new PorticoError('unavailable', {
      message: 'the issuer does not answer as it should',
      cause,
      retryAfter: Math.max(1, Math.ceil(rest / 1000)),
    });

  return {
    async ask(question) {
      if (began && now().getTime() < failedAt + rest) throw unavailable();
      try {
        const answer = await question();
        if (began) log({ level: 'info', event: 'oidc.back', seconds: secondsBetween(began, now()) });
        began = undefined;
        return answer;
      } catch (cause) {
        failedAt = now().getTime();
        if (!began) {
          const reason = cause instanceof Error ? cause.message : typeof cause;
          const { cause: code } = errorDetails(cause);
          log({ level: 'error', event: 'oidc.unavailable', reason, cause: code });
        }
        began ??= now();
        throw unavailable(cause);
      }
    },
  };
}

function secondsBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 1000);
}
