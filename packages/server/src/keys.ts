import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What the server signs with; each purpose has a key of its own, all derived from the one secret that is kept. */
export interface ServerKeys {
  staffToken: Uint8Array;
  link: Uint8Array;
  device: Uint8Array;
  /** Blinds what people typed before it becomes the name of a counter. */
  limit: Uint8Array;
  /** The auth library's own secret, which signs session cookies. */
  session: string;
}

/** The keys of a server whose secret is `secret`; the same secret always gives the same keys. */
export function serverKeys(secret: string): ServerKeys {
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', secret, '', `portico ${purpose}`, 32));
  return {
    staffToken: derive('staff token'),
    link: derive('link'),
    device: derive('device'),
    limit: derive('limit'),
    session: Buffer.from(derive('session')).toString('base64url'),
  };
}

/** HMAC-SHA256 over parts that cannot run into one another. */
export function sign(key: Uint8Array, ...parts: string[]): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest();
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Compares two byte strings without telling by its time where they differ. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
