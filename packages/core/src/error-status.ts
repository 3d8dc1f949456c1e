import type { ErrorCode } from './errors.ts';

/** The status of each error on the wire; those of the client alone never get there. */
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
  'email-required': 409,
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
} satisfies Record<Exclude<ErrorCode, 'network' | 'timeout' | 'bad-answer'>, number>;

/** The status that an error is answered with. */
export function statusOf(code: ErrorCode): number {
  return code in errorStatus ? errorStatus[code as keyof typeof errorStatus] : 500;
}
