import type { LinkPurpose } from '@portico/core';
import { isSame, sign } from '../keys.ts';

/** Which link a token stands for. */
export interface LinkRef {
  id: string;
  purpose: LinkPurpose;
}

const purposes: readonly LinkPurpose[] = ['registration', 'reset'];
const idBytes = 16;
const macBytes = 32;

/**
 * The secret of a link, made from its id and the server's key: the database holds nothing that opens anything, and a
 * mail that is sent again carries the same link.
 */
export function linkToken(key: Uint8Array, { id, purpose }: LinkRef): string {
  return Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), sign(key, purpose, id)]).toString('base64url');
}

/** The link that a token stands for, or undefined where this server never made it. Needs no database. */
export function readLinkToken(key: Uint8Array, token: string): LinkRef | undefined {
  if (!/^[\w-]+$/.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  // One link has one spelling: trailing bits that a decoder drops would be a second one.
  if (bytes.length !== idBytes + macBytes || bytes.toString('base64url') !== token) return undefined;
  const id = bytes
    .subarray(0, idBytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const mac = bytes.subarray(idBytes);
  const matching = purposes.map(purpose => ({ purpose, isValid: isSame(sign(key, purpose, id), mac) }));
  const match = matching.find(({ isValid }) => isValid);
  return match && { id, purpose: match.purpose };
}

/** The page behind a link; its secret stands in the fragment, which no browser sends to anyone. */
export function linkUrl(origin: string, key: Uint8Array, ref: LinkRef): string {
  const page = { registration: 'register', reset: 'reset' }[ref.purpose];
  return `${origin}/portal/${page}#${linkToken(key, ref)}`;
}
