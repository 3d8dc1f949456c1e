import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A secret that is made once and kept with the data, readable by the server's own user only. Without it the links in
 * mails that are already out would be worthless after a restart.
 */
export async function keptSecret(directory: string, name: string): Promise<string> {
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
    return secret;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const kept = (await readFile(file, 'utf8')).trim();
    if (kept.length >= 32) return kept;
    throw new Error(`${file} holds no secret. Restore it from a backup, or delete it to make a new one.`);
  }
}
