import { join } from 'node:path';
import type { ServerConfig } from '../config.ts';
import { presentSecrets, secretFiles } from '../kept-secret.ts';
import { keyId } from '../keys.ts';
import { unknownKeys } from '../links/unknown-keys.ts';
import type { Database } from '../postgres/database.ts';
import { type Finding, topic } from './finding.ts';

const { fine, mend } = topic('links');

type SecretConfig = Pick<ServerConfig, 'databaseUrl' | 'dataDirectory' | 'secrets' | 'apiKeys'>;

/** Whether a server with these secrets takes the links that people hold. */
export async function examineLinks({ db }: Pick<Database, 'db'>, config: SecretConfig): Promise<Finding> {
  const known = (await presentSecrets(config, 'secrets')).map(keyId);
  const unknown = await unknownKeys(db, { known, now: new Date() });
  if (!unknown) return fine('Links that wait to be used were made with secrets that are set.');
  const { links, keyIds, until } = unknown;
  const [are, were] = links === 1 ? ['1 link waits', 'was'] : [`${links} links wait`, 'were'];
  return mend(
    `${are} to be used and ${were} made with ${keyIds.join(', ')}, which is not among the secrets here: a server with these refuses ${links === 1 ? 'it' : 'them'}.`,
    `${remedyFor(config)} until ${until.toISOString()}. If it was taken out on purpose, send these people new links.`,
  );
}

function remedyFor({ databaseUrl, secrets, dataDirectory }: SecretConfig): string {
  if (databaseUrl === undefined && secrets.length === 0) {
    return `Put the missing secret at the end of ${join(dataDirectory, secretFiles.secrets)}`;
  }
  return 'Give every process the same list in PORTICO_SECRET, with the missing one at its end';
}
