/** Every way an operation can fail. */
export const errorCodes = [
  'invalid-request',
  'unauthenticated',
  'forbidden',
  'not-found',
  'already-has-access',
  'registration-pending',
  'user-deactivated',
  'staff-address',
  'access-elsewhere',
  'already-registered',
  'no-login',
  'external-id-taken',
  'account-name-taken',
  'email-taken',
  'email-required',
  'role-too-high',
  'idempotency-mismatch',
  'link-invalid',
  'link-used',
  'link-expired',
  'link-replaced',
  'wrong-credentials',
  'sent-recently',
  'rate-limited',
  'too-large',
  'unsupported',
  'server-error',
  'unavailable',
  // Only in the client: no answer came (offline, refused or cut off), it came too late, or it is not one of ours.
  'network',
  'timeout',
  'bad-answer',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

interface Details {
  /** For the developer, in English; people read the text of the code. */
  message?: string;
  cause?: unknown;
  /** What is wrong with which field, by path (`contact.email`), as a code. */
  fields?: Readonly<Record<string, string>> | undefined;
  /** Seconds until it is worth trying again. */
  retryAfter?: number | undefined;
}

/** The one error of the port: whatever an adapter talks to, this is what it throws. */
export class PorticoError extends Error {
  override readonly name = 'PorticoError';
  readonly code: ErrorCode;
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, { message, cause, fields, retryAfter }: Details = {}) {
    super(message ?? code, { cause });
    this.code = code;
    this.fields = fields;
    this.retryAfter = retryAfter;
  }
}

/** By name, not by class: two copies of this module may meet on one page. */
export function isPorticoError(error: unknown): error is PorticoError {
  return error instanceof Error && error.name === 'PorticoError' && 'code' in error;
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return errorCodes.some(code => code === value);
}
