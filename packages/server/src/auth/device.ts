import { isSame, sign } from '../keys.ts';

const yearInSeconds = 31_536_000;

/** A cookie that tells a browser in which a login was used before from any other; it opens nothing by itself. */
export function deviceCookie(key: Uint8Array, isSecure: boolean) {
  const name = isSecure ? '__Host-portico.device' : 'portico.device';
  const mark = (login: string) => sign(key, login);

  return {
    isKnown(headers: Headers, login: string): boolean {
      const cookies = (headers.get('cookie') ?? '').split(/;\s*/);
      const value = cookies.find(cookie => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
      return value !== undefined && isSame(Buffer.from(value, 'base64url'), mark(login));
    },

    remember(answer: Headers, login: string): void {
      const value = mark(login).toString('base64url');
      const attributes = `Max-Age=${yearInSeconds}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
      answer.append('set-cookie', `${name}=${value}; ${attributes}`);
    },
  };
}

export type DeviceCookie = ReturnType<typeof deviceCookie>;
