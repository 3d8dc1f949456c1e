/** The credential that a request shows as a bearer; undefined where it shows none. */
export function bearerIn(headers: Headers): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
}
