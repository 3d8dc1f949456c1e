import { parse, serialize } from 'hono/utils/cookie';

export interface ServerCookie {
  read(headers: Headers): string | undefined;
  /** @param maxAge - Seconds until the browser forgets it. */
  write(answer: Headers, value: string, maxAge: number): void;
  clear(answer: Headers): void;
}

interface CookieOptions {
  name: string;
  isSecure: boolean;
}

/**
 * A cookie that only the server reads. Lax, not Strict: who comes from a mail, from the CRM or back from the company's
 * sign-in arrives by a link of another site and is to be known there. No page is changed by being opened, and what
 * changes something is guarded by `assertSameOrigin`.
 */
export function serverCookie({ name: plainName, isSecure }: CookieOptions): ServerCookie {
  // The prefix keeps other hosts of the domain, and pages without TLS, from planting a cookie of this name. It is for
  // cookies of all paths only.
  const name = isSecure ? `__Host-${plainName}` : plainName;
  const write = (answer: Headers, value: string, maxAge: number) =>
    answer.append(
      'set-cookie',
      serialize(name, value, { path: '/', maxAge, httpOnly: true, sameSite: 'Lax', secure: isSecure }),
    );

  return {
    read: headers => parse(headers.get('cookie') ?? '', name)[name],
    write,
    clear: answer => write(answer, '', 0),
  };
}

/** Adds the cookies of one answer to another. */
export function passCookies(from: Headers | null | undefined, to: Headers): void {
  for (const cookie of from?.getSetCookie() ?? []) to.append('set-cookie', cookie);
}
