import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerConfig } from './config.ts';
import { OperatorError } from './operator-error.ts';

/** The one in use, then those that are still taken. */
export type Secrets = readonly [current: string, ...older: string[]];

/** The files of what no setting gives, in the data directory. */
export const secretFiles = { secrets: 'secret', apiKeys: 'api-key' } as const;

type SecretConfig = Pick<ServerConfig, 'dataDirectory' | keyof typeof secretFiles>;

/** The secrets, or the API keys, of a configuration; those that are kept with the data where it has none. */
export async function secretsOf(config: SecretConfig, kind: keyof typeof secretFiles): Promise<Secrets> {
  const [current, ...older] = config[kind];
  return current === undefined ? keptSecrets(config.dataDirectory, secretFiles[kind]) : [current, ...older];
}

/** The same as far as there are any yet: makes none, and checks none. */
export async function presentSecrets(config: SecretConfig, kind: keyof typeof secretFiles): Promise<readonly string[]> {
  const file = join(config.dataDirectory, secretFiles[kind]);
  if (config[kind].length > 0) return config[kind];
  return existsSync(file) ? readSecrets(file) : [];
}

/**
 * Secrets that are kept with the data, one a line, the one in use first: a new line on top rotates. The first is made
 * where there is no file, readable by the server's own user only. Without them the links in mails that are already out
 * would be worthless after a restart.
 */
export async function keptSecrets(directory: string, name: string): Promise<Secrets> {
  const file = join(directory, name);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const secret = randomBytes(32).toString('base64url');
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${secret}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return [secret];
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const secrets = await readSecrets(file);
    if (areUsable(secrets)) return secrets;
    const remedy = 'Restore it from a backup, or delete it to make a new one.';
    throw new OperatorError(`${file} must hold secrets of at least 32 characters, one a line. ${remedy}`);
  }
}

/** What stands in a file of secrets; none of it is checked. */
async function readSecrets(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').map(line => line.trim());
  return lines.filter(line => line !== '');
}

/** Whether a server takes what stands in such a file. */
export function areUsable(secrets: readonly string[]): secrets is Secrets {
  return secrets.length > 0 && secrets.every(secret => secret.length >= 32);
}
