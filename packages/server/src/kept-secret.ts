import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The one in use, then those that are still taken. */
export type Secrets = readonly [current: string, ...older: string[]];

/** The secrets of the configuration; those that are kept with the data where it has none. */
export async function givenOrKept(given: readonly string[], directory: string, name: string): Promise<Secrets> {
  const [current, ...older] = given;
  return current === undefined ? keptSecrets(directory, name) : [current, ...older];
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
    const lines = (await readFile(file, 'utf8')).split('\n').map(line => line.trim());
    const [current, ...older] = lines.filter(line => line !== '');
    if (current !== undefined && [current, ...older].every(line => line.length >= 32)) return [current, ...older];
    const remedy = 'Restore it from a backup, or delete it to make a new one.';
    throw new Error(`${file} must hold secrets of at least 32 characters, one a line. ${remedy}`);
  }
}
