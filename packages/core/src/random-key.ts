/** An idempotency key. Not by `crypto.randomUUID`, which a host page without TLS does not have. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(36)).join('-');
}
