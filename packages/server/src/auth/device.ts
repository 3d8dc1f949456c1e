import { isSame, type KeyRing, sign } from '../keys.ts';

const yearInSeconds = 31_536_000;

/** A cookie that tells a browser in which a login was used before from any other; it opens nothing by itself. */
export function deviceCookie(keys: KeyRing, isSecure: boolean) {
  const name = isSecure ? '__Host-portico.device' : 'portico.device';

  return {
    isKnown(headers: Headers, login: string): boolean {
      const cookies = (headers.get('cookie') ?? '').split(/;\s*/);
      const value = cookies.find(cookie => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
      if (value === undefined) return false;
      const mark = Buffer.from(value, 'base64url');
      return keys.all.some(({ key }) => isSame(mark, sign(key, login)));
    },

    remember(answer: Headers, login: string): void {
      const value = sign(keys.current.key, login).toString('base64url');
      const attributes = `Max-Age=${yearInSeconds}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
      answer.append('set-cookie', `${name}=${value}; ${attributes}`);
    },
  };
}

export type DeviceCookie = ReturnType<typeof deviceCookie>;
