import { PorticoError } from '@portico/core';
import { DrizzleQueryError } from 'drizzle-orm';
import { type Cause, causesOf } from '../causes.ts';

/** The database is away; `code` is its own (SQLSTATE) or the system's. Always the cause of an `unavailable`. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super(`the database is away (${code})`, { cause });
    this.code = code;
  }
}

/**
 * The states in which a database is away, or takes nothing: broken connections (08), no room (53), a server that starts,
 * stops or was failed over (57P, 25006), one that lets us in no more (28, 3D000, 55000), a broken disk (58030).
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const awayStates = /^(08...|28...|53...|57P..|25006|3D000|55000|58030)$/;

const systemCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];

/** What the drivers say without a code: pg of connections and of its pool, PGlite of itself. */
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client .* is not queryable|Cannot use a pool after calling end|PGlite is clos)/;

/** What is told where a write was under way: it may have been kept before the connection broke. */
const unknownOutcome =
  'the database went away before it confirmed: nobody knows whether this was done. Repeat it with the same idempotency key';

interface Circumstances {
  /** Whether the error is known to be the database's. Unless told, only that of a query is: other servers go away too. */
  isFromDatabase?: boolean;
}

/** An error as `unavailable` where it says that the database is away, else as it is. */
export function explainOutage(
  error: unknown,
  { isUnknown = false, ...circumstances }: Circumstances & { isUnknown?: boolean } = {},
): unknown {
  const away = outageOf(error, circumstances);
  // What was explained before said it better.
  if (!away || (error instanceof Error && error.cause === away)) return error;
  const message = isUnknown ? unknownOutcome : 'the database is away; try again in a moment';
  return new PorticoError('unavailable', { message, retryAfter: 2, cause: away });
}

/** What an error, or whatever caused it, tells of a database that is away. */
export function outageOf(error: unknown, { isFromDatabase }: Circumstances = {}): DatabaseAway | undefined {
  const causes = causesOf(error);
  const known = causes.find(cause => cause instanceof DatabaseAway);
  if (known) return known;
  if (!(isFromDatabase ?? causes.some(cause => cause instanceof DrizzleQueryError))) return undefined;
  const code = causes.map(codeOfOutage).find(found => found !== undefined);
  return code === undefined ? undefined : new DatabaseAway(code, error);
}

function codeOfOutage({ code, message }: Cause): string | undefined {
  if (code !== undefined)
    return awayStates.test(String(code)) || systemCodes.includes(String(code)) ? String(code) : undefined;
  return awayMessages.test(message ?? '') ? 'closed' : undefined;
}
