/** Why an address cannot be a login; each has a text of its own. */
export type EmailProblem =
  | 'email-missing'
  | 'email-no-at'
  | 'email-too-long'
  | 'email-quoted'
  | 'email-comment'
  | 'email-local-part'
  | 'email-local-part-not-ascii'
  | 'email-domain';

/**
 * What is wrong with an address, or undefined where it can be a login.
 *
 * Narrower than RFC 5321 on purpose: quoted local parts, comments and non-ASCII local parts are valid there but lost or
 * rewritten by many mail systems, so that a client would wait for a mail in vain. International domains are fine.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2
 */
export function emailProblem(address: string): EmailProblem | undefined {
  if (address.trim() === '') return 'email-missing';
  const at = address.lastIndexOf('@');
  if (at < 0) return 'email-no-at';
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (/[()]/.test(address)) return 'email-comment';
  if (local.includes('"')) return 'email-quoted';
  if (local.length > 64 || address.length > 254) return 'email-too-long';
  if (/[^\p{ASCII}]/u.test(local)) return 'email-local-part-not-ascii';
  if (!/^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local)) return 'email-local-part';
  if (!asciiDomain(domain)) return 'email-domain';
  return undefined;
}

/**
 * The key under which an address is one login: letter case does not count, and a domain counts in its ASCII form.
 * Look-alikes of other scripts keep keys of their own. The address itself is stored and mailed as it was written.
 */
export function emailKey(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at).toLowerCase()}@${asciiDomain(address.slice(at + 1)) ?? ''}`;
}

/** The key under which a client company is one account: market + name, blind to case, width and runs of spaces. */
export function accountKey(market: string, name: string): string {
  return JSON.stringify([market, name].map(part => part.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ')));
}

/** The domain in the form DNS carries it (IDNA, by the URL standard), or undefined where it is none. */
function asciiDomain(domain: string): string | undefined {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return undefined;
  const url = `http://${domain}`;
  const ascii = URL.canParse(url) ? new URL(url).hostname : '';
  const isName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(ascii);
  return isName && ascii.length <= 253 ? ascii : undefined;
}
