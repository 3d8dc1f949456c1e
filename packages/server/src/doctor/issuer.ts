import * as z from 'zod';
import { reasonOf } from '../causes.ts';
import type { ServerConfig } from '../config.ts';
import { discoveryUrl } from '../principal/oidc-issuer.ts';
import { aheadOf, judgeClock } from './clock.ts';
import { type Finding, topic } from './finding.ts';

const { fine, mend } = topic('issuer');

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });
const KeySet = z.object({ keys: z.array(z.unknown()) });

/** Whether the issuer of staff tokens answers as its tokens will be checked. */
export async function examineIssuer({ oidc }: Pick<ServerConfig, 'oidc'>): Promise<Finding[]> {
  if (!oidc) return [fine('No issuer is set: staff come with tokens of your backend, or sign in by mail.')];
  const url = discoveryUrl(oidc.issuer);
  try {
    const { value, ahead } = await read(url);
    const clock = ahead === undefined ? [] : [judgeClock('the issuer', ahead)];
    const discovery = Discovery.safeParse(value);
    if (!discovery.success) return [mend(`${url} answers something else.`, 'Check PORTICO_OIDC_ISSUER.'), ...clock];
    const { issuer, jwks_uri } = discovery.data;
    if (issuer !== oidc.issuer) {
      return [mend(`The issuer calls itself ${issuer}.`, `Set PORTICO_OIDC_ISSUER to exactly that.`), ...clock];
    }
    return [fine(`The issuer ${issuer} answers.`), await examineKeySet(jwks_uri), ...clock];
  } catch (error) {
    return [
      mend(
        `${url} does not answer: ${reasonOf(error)}.`,
        'Check PORTICO_OIDC_ISSUER, and that this machine may go there.',
      ),
    ];
  }
}

async function examineKeySet(url: string): Promise<Finding> {
  const keys = KeySet.safeParse((await read(url)).value);
  const count = keys.success ? keys.data.keys.length : 0;
  if (count > 0) return fine(`It has ${count === 1 ? '1 key' : `${count} keys`}.`);
  return mend(`It has no keys at ${url}, so that no token can be checked.`, 'Look at the configuration of the issuer.');
}

async function read(url: string): Promise<{ value: unknown; ahead: number | undefined }> {
  const before = Date.now();
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(5000) });
  const after = Date.now();
  if (!response.ok) throw new Error(`it answered with ${response.status}`);
  const date = new Date(response.headers.get('date') ?? '');
  // The header has whole seconds: on average it is half a second late.
  const ahead = Number.isNaN(date.getTime()) ? undefined : aheadOf(date, before, after) + 500;
  return { value: await response.json(), ahead };
}
