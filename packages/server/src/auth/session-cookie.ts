import { createHmac } from 'node:crypto';
import { isSame } from '../keys.ts';

/**
 * The headers with their session cookie signed by the current secret, where an older one of ours had signed it. The
 * auth library verifies with one secret only, and a rotation must sign nobody out; when the library prolongs the session
 * it replaces the cookie. One that none of the secrets has signed stays as it is, for the library to refuse.
 */
export function withCurrentSignature(
  headers: Headers,
  cookieName: string,
  [current, ...older]: readonly [string, ...string[]],
): Headers {
  const cookies = headers.get('cookie');
  if (cookies === null || older.length === 0) return headers;
  const pairs = cookies.split(';').map(text => {
    const pair = text.trim();
    const [, name, token = '', mac = ''] = signedCookie.exec(pair) ?? [];
    if (name !== cookieName) return pair;
    const given = Buffer.from(decodeURIComponent(mac), 'base64');
    if (!older.some(secret => isSame(signature(token, secret), given))) return pair;
    return `${name}=${token}.${encodeURIComponent(signature(token, current).toString('base64'))}`;
  });
  const renewed = new Headers(headers);
  renewed.set('cookie', pairs.join('; '));
  return renewed;
}

/** As the library writes it: a name, a token, and 32 bytes of HMAC in Base64 that is percent-encoded. */
const signedCookie = /^([^=]+)=([\w-]+)\.((?:\w|%2B|%2F){43}%3D)$/;

function signature(token: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(token).digest();
}
