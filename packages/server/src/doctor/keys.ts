import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerConfig } from '../config.ts';
import { areUsable, presentSecrets, secretFiles } from '../kept-secret.ts';
import { keyId } from '../keys.ts';
import { type Finding, topic } from './finding.ts';

const { fine, consider, mend } = topic('keys');

/** The secrets and the API keys, by their ids only. */
export async function examineKeys(config: ServerConfig): Promise<Finding[]> {
  const secrets = await examineKind('secret', config, 'secrets', 'PORTICO_SECRET');
  const apiKeys = await examineKind('API key', config, 'apiKeys', 'PORTICO_API_KEY');
  const shared = secrets.values.some(secret => apiKeys.values.includes(secret));
  const sharing = mend('A secret is an API key too.', 'Make another one for PORTICO_API_KEY: your backend knows it.');
  return [...secrets.findings, ...apiKeys.findings, ...(shared ? [sharing] : [])];
}

async function examineKind(kind: string, config: ServerConfig, path: keyof typeof secretFiles, variable: string) {
  const given = config[path];
  const file = join(config.dataDirectory, secretFiles[path]);
  const isKept = given.length === 0;
  if (isKept && !existsSync(file)) return { values: [], findings: [fine(`The ${kind} is made at the first start.`)] };
  const values = await presentSecrets(config, path);
  const place = isKept ? `in ${file}` : `from ${variable}`;
  if (isKept && !areUsable(values)) {
    const says = `The ${kind} ${place} cannot be used: each must have at least 32 characters, on a line of its own.`;
    return { values, findings: [mend(says, 'Restore the file from a backup, or delete it to make a new one.')] };
  }
  return {
    values,
    findings: [
      fine(`${countOf(kind, values.length)} ${place}: ${idsOf(kind, values)}.`),
      judgeStrength(kind, values, place),
      ...(isKept ? await examineFile(file) : []),
    ],
  };
}

function idsOf(kind: string, values: readonly string[]): string {
  const ids = values.map(keyId);
  if (kind !== 'secret') return ids.join(', ');
  const [current, ...older] = ids;
  return older.length === 0
    ? `${current}`
    : `${current} makes, ${older.join(', ')} ${older.length > 1 ? 'are' : 'is'} still taken`;
}

function countOf(kind: string, count: number): string {
  return count === 1 ? `1 ${kind}` : `${count} ${kind}s`;
}

/** Whether somebody thought them up: what a machine makes has many different characters and no words. */
function judgeStrength(kind: string, values: readonly string[], place: string): Finding {
  const weak = values.filter(
    value => new Set(value).size < 12 || /secret|password|change|example|portico|1234/i.test(value),
  );
  if (weak.length === 0) return fine(`The ${kind} ${place} looks random.`);
  return consider(
    `The ${kind} ${weak.map(keyId).join(', ')} ${place} looks as if somebody thought it up.`,
    'Let a machine make one: openssl rand -base64 48.',
  );
}

/** Only the server's own user may read what is kept. */
async function examineFile(file: string): Promise<Finding[]> {
  const { mode } = await stat(file);
  if (process.platform === 'win32' || (mode & 0o077) === 0) return [];
  return [mend(`Others on this machine can read ${file}.`, `chmod 600 ${file}`)];
}
