/** Every way an operation can fail, with its status on the wire (RFC 9457). */
export const errorStatus = {
  'invalid-request': 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'already-has-access': 409,
  'registration-pending': 409,
  'user-deactivated': 409,
  'staff-address': 409,
  'access-elsewhere': 409,
  'already-registered': 409,
  'no-login': 409,
  'external-id-taken': 409,
  'account-name-taken': 409,
  'email-taken': 409,
  'role-too-high': 403,
  'idempotency-mismatch': 422,
  'link-invalid': 404,
  'link-used': 410,
  'link-expired': 410,
  'link-replaced': 410,
  'wrong-credentials': 401,
  'sent-recently': 429,
  'rate-limited': 429,
  'too-large': 413,
  unsupported: 501,
  'server-error': 500,
  unavailable: 503,
  /** No answer came: offline, refused, or cut off. Only in the client. */
  network: 0,
  /** An answer came too late. Only in the client. */
  timeout: 0,
  /** An answer came that is not one of ours. Only in the client. */
  'bad-answer': 0,
} as const;

export type ErrorCode = keyof typeof errorStatus;

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
  return typeof value === 'string' && Object.hasOwn(errorStatus, value);
}
