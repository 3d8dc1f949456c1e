import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** A key of one purpose, and the id by which what is made with it names it. */
export interface Key {
  id: string;
  key: Uint8Array;
}

/** The keys of one purpose: new things are made with the current one, and what any of them made is taken. */
export interface KeyRing {
  current: Key;
  /** The key of an id; undefined where it is retired, or never was ours. */
  find(id: string): Key | undefined;
  /** The current one first. */
  all: readonly Key[];
}

/** What the server signs with; each purpose has keys of its own, all derived from the secrets that are kept. */
export interface ServerKeys {
  staffToken: KeyRing;
  link: KeyRing;
  device: KeyRing;
  /** Blinds what people typed before it becomes the name of a counter. */
  limit: KeyRing;
  /** The auth library's own, which sign session cookies. */
  session: KeyRing;
  /** Seals what a browser carries to the company's sign-in and back. */
  signIn: KeyRing;
}

/** The keys of a server with these secrets, of which there is one at least: the first makes, all are taken. */
export function serverKeys(secrets: readonly string[]): ServerKeys {
  const ring = (purpose: string) =>
    keyRing(secrets.map(secret => ({ id: keyId(secret), key: derive(secret, purpose, 32) })));
  return {
    staffToken: ring('staff token'),
    link: ring('link'),
    device: ring('device'),
    limit: ring('limit'),
    session: ring('session'),
    signIn: ring('sign-in'),
  };
}

/** One of the host's API keys; the key itself is not kept. */
export interface ApiKey {
  id: string;
  /** SHA-256 of the key. */
  hash: Uint8Array;
}

/** What the server remembers of an API key. */
export function apiKeyOf(key: string): ApiKey {
  return { id: keyId(key), hash: sha256(key) };
}

/** The public name of a secret or an API key: eight hexadecimal digits that follow from it and do not lead back. */
export function keyId(secret: string): string {
  return Buffer.from(derive(secret, 'key id', 4)).toString('hex');
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

/** Finds the key that the header of a token (JWS or JWE) names, and no other. */
export function keyNamed({ find }: KeyRing): (header: { kid?: string }) => Uint8Array {
  return ({ kid = '' }) => {
    const named = find(kid);
    if (!named) throw new Error('no key of ours has this id');
    return named.key;
  };
}

function keyRing(all: readonly Key[]): KeyRing {
  const [current] = all;
  if (!current) throw new Error('a server needs a secret');
  return { current, find: id => all.find(key => key.id === id), all };
}

function derive(secret: string, purpose: string, bytes: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `portico ${purpose}`, bytes));
}
