import { reasonOf } from '../causes.ts';
import type { ServerConfig } from '../config.ts';
import { isThisMachine } from '../http/client-address.ts';
import { type Finding, topic } from './finding.ts';

const { fine, consider, mend } = topic('origins');

type Reach = Pick<ServerConfig, 'publicOrigin' | 'host' | 'allowedOrigins' | 'trustedProxies'>;

/** How people, pages and proxies reach the server. */
export async function examineOrigins(config: Reach): Promise<Finding[]> {
  return [
    judgePublicOrigin(config),
    judgeAllowedOrigins(config),
    judgeProxies(config),
    await examinePublicOrigin(config.publicOrigin),
  ];
}

export function judgePublicOrigin({ publicOrigin, host }: Reach): Finding {
  const { protocol, hostname } = new URL(publicOrigin);
  if (isThisMachine(hostname)) {
    if (isThisMachine(host)) return fine(`People reach it at ${publicOrigin}, on this machine only.`);
    return consider(
      `It listens on ${host}, but links in mails lead to ${publicOrigin}, which is the reader's own machine.`,
      'Set PORTICO_PUBLIC_URL to the origin that people use.',
    );
  }
  if (protocol === 'https:') return fine(`People reach it at ${publicOrigin}.`);
  return mend(
    `People reach it at ${publicOrigin}: passwords and links travel unprotected.`,
    'End TLS at a proxy, and set PORTICO_PUBLIC_URL to its https origin.',
  );
}

export function judgeAllowedOrigins({ allowedOrigins }: Reach): Finding {
  if (allowedOrigins.length === 0) {
    return consider(
      'No page of another origin may call the API, so that no CRM can embed widgets.',
      'Set PORTICO_ALLOWED_ORIGINS to the origin of your CRM.',
    );
  }
  const plain = allowedOrigins.filter(origin => origin.startsWith('http:') && !isThisMachine(new URL(origin).hostname));
  if (plain.length > 0) {
    return consider(
      `Pages of ${plain.join(', ')} may call the API: whoever is on their way can change such a page.`,
      'Serve them by https, and name the https origin in PORTICO_ALLOWED_ORIGINS.',
    );
  }
  return fine(`Pages of ${allowedOrigins.join(', ')} may call the API.`);
}

/** TLS ends somewhere in front, since the server itself speaks none. */
export function judgeProxies({ publicOrigin, trustedProxies }: Reach): Finding {
  if (trustedProxies > 0) return fine(`Networks are told apart behind ${trustedProxies} of your proxies.`);
  if (publicOrigin.startsWith('http:')) return fine('No proxy stands in front.');
  return consider(
    'A proxy must stand in front, but none is counted: all clients look like one network to the limits on guessing.',
    'Set PORTICO_TRUSTED_PROXIES to the number of proxies that add to X-Forwarded-For.',
  );
}

/** Whether the public address leads to a server, as seen from here. */
async function examinePublicOrigin(publicOrigin: string): Promise<Finding> {
  const url = `${publicOrigin}/healthz`;
  const remedy = 'Start the server. Where it runs and this machine may not call itself by that name, all is well.';
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    if (response.ok) return fine(`${url} answers from here.`);
    return consider(
      `${url} answers with ${response.status} from here.`,
      'Let the proxy pass everything on to the server.',
    );
  } catch (error) {
    return consider(`${url} does not answer from here: ${reasonOf(error)}.`, remedy);
  }
}
