import { canonicalJson } from './canonical-json.ts';
import { PorticoError } from './errors.ts';
import type { StaffPrincipal } from './principal.ts';
import type { Route } from './route.ts';
import { emailKey } from './rules/identity-key.ts';
import { checkInput } from './wire.ts';

/** What a call asks, as one text: equal for equal inputs, whatever the order of their fields and whatever no field is for. */
export function callFingerprint(route: Route, input: Record<string, unknown>): string {
  return canonicalJson(checkInput(route, input));
}

/** Who may have a first answer again: one person at one host, however the address is written. */
export function callerKey({ source, email }: Pick<StaffPrincipal, 'source' | 'email'>): string {
  return JSON.stringify([source, emailKey(email)]);
}

/** Throws `invalid-request` unless an idempotency key is one that a header carries and every backend keeps. */
export function assertIdempotencyKey(key: string): void {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return;
  throw new PorticoError('invalid-request', { fields: { 'idempotency-key': 'invalid' } });
}
