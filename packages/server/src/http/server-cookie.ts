import { parse, serialize } from 'hono/utils/cookie';

export interface ServerCookie {
  read(headers: Headers): string | undefined;
  /** @param maxAge - Seconds until the browser forgets it. */
  write(answer: Headers, value: string, maxAge: number): void;
  clear(answer: Headers): void;
}

interface CookieOptions {
  name: string;
  /** The pages it is sent to; all unless told. */
  path?: string;
  isSecure: boolean;
}

/**
 * A cookie that only the server reads. Lax, not Strict: who comes from a mail, from the CRM or back from the company's
 * sign-in arrives by a link of another site and is to be known there. No page is changed by being opened, and what
 * changes something is guarded by `assertSameOrigin`.
 */
export function serverCookie({ name: plainName, path = '/', isSecure }: CookieOptions): ServerCookie {
  // The prefixes keep other hosts of the domain, and pages without TLS, from planting a cookie of this name.
  const prefix = path === '/' ? '__Host-' : '__Secure-';
  const name = isSecure ? prefix + plainName : plainName;
  const write = (answer: Headers, value: string, maxAge: number) =>
    answer.append(
      'set-cookie',
      serialize(name, value, { path, maxAge, httpOnly: true, sameSite: 'Lax', secure: isSecure }),
    );

  return {
    read: headers => parse(headers.get('cookie') ?? '', name)[name],
    write,
    clear: answer => write(answer, '', 0),
  };
}
