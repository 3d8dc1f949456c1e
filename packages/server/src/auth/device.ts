import type { ServerCookie } from '../http/server-cookie.ts';
import { isSame, type KeyRing, sign } from '../keys.ts';

const yearInSeconds = 31_536_000;

/** A cookie that tells a browser in which a login was used before from any other; it opens nothing by itself. */
export function deviceCookie(cookie: ServerCookie, keys: KeyRing) {
  return {
    isKnown(headers: Headers, login: string): boolean {
      const value = cookie.read(headers);
      if (value === undefined) return false;
      const mark = Buffer.from(value, 'base64url');
      return keys.all.some(({ key }) => isSame(mark, sign(key, login)));
    },

    remember(answer: Headers, login: string): void {
      cookie.write(answer, sign(keys.current.key, login).toString('base64url'), yearInSeconds);
    },
  };
}

export type DeviceCookie = ReturnType<typeof deviceCookie>;
