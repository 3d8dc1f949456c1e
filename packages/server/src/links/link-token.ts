import { isSame, type KeyRing, sign } from '../keys.ts';
import { linkPurpose, type MailedPurpose } from '../postgres/schema/link.ts';

/** Which link a token stands for, and the key that its secret is made with. */
export interface LinkRef {
  id: string;
  purpose: MailedPurpose;
  keyId: string;
}

const pages: Readonly<Record<MailedPurpose, string>> = {
  registration: '/portal/register',
  reset: '/portal/reset',
  'staff-sign-in': '/admin/sign-in',
};
const idBytes = 16;
const keyIdBytes = 4;
const macBytes = 32;

/**
 * The secret of a link, made from its id and the key that the link names: the database holds nothing that opens
 * anything, and a mail that is sent again carries the same link. Only where that key is retired is it the current one's.
 */
export function linkToken(ring: KeyRing, { id, purpose, keyId }: LinkRef): string {
  const { id: usedId, key } = ring.find(keyId) ?? ring.current;
  const head = [id.replaceAll('-', ''), usedId].map(hex => Buffer.from(hex, 'hex'));
  return Buffer.concat([...head, sign(key, purpose, id)]).toString('base64url');
}

/** The link that a token stands for, or undefined where no key of ours made it. Needs no database. */
export function readLinkToken(ring: KeyRing, token: string): LinkRef | undefined {
  if (!/^[\w-]+$/.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  // One link has one spelling: trailing bits that a decoder drops would be a second one.
  if (bytes.length !== idBytes + keyIdBytes + macBytes || bytes.toString('base64url') !== token) return undefined;
  const id = bytes
    .subarray(0, idBytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const key = ring.find(bytes.subarray(idBytes, idBytes + keyIdBytes).toString('hex'));
  if (!key) return undefined;
  const mac = bytes.subarray(idBytes + keyIdBytes);
  const matching = linkPurpose.enumValues.map(purpose => ({
    purpose,
    isValid: isSame(sign(key.key, purpose, id), mac),
  }));
  const match = matching.find(({ isValid }) => isValid);
  return match && { id, purpose: match.purpose, keyId: key.id };
}

/** The page behind a link; its secret stands in the fragment, which no browser sends to anyone. */
export function linkUrl(publicOrigin: string, ring: KeyRing, ref: LinkRef): string {
  return `${publicOrigin}${pages[ref.purpose]}#${linkToken(ring, ref)}`;
}
