import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { reasonOf } from '../causes.ts';
import type { ServerConfig } from '../config.ts';
import { isNotMadeYet } from '../database-place.ts';
import { DirectoryInUse, DirectoryUnusable } from '../postgres/directory-lock.ts';
import { attachEmbedded } from '../postgres/embedded.ts';
import { databaseFolder } from '../postgres/open.ts';
import { type Finding, topic } from './finding.ts';
import { examineLinks } from './links.ts';
import { examineSchema } from './schema.ts';

const { fine, consider, mend } = topic('database');

type EmbeddedConfig = Pick<ServerConfig, 'dataDirectory' | 'secrets' | 'apiKeys'>;

/** Looks at the embedded database of a configuration. Makes none where there is none. */
export async function examineEmbedded(config: EmbeddedConfig): Promise<Finding[]> {
  const folder = resolve(config.dataDirectory);
  const nearest = nearestFolder(folder);
  const { bavail, bsize } = await statfs(nearest);
  return [
    await judgeFolder(folder, nearest),
    judgeSpace(bavail * bsize),
    ...(await examineFiles(config)),
    consider(
      'The embedded database survives a killed process, but not a power cut: it does not wait for the disk.',
      'Set DATABASE_URL where that matters, and where more than one process is to run. Keep backups.',
    ),
  ];
}

async function judgeFolder(folder: string, nearest: string): Promise<Finding> {
  try {
    await access(nearest, constants.W_OK | constants.X_OK);
    return fine(`It is embedded, in ${folder}${folder === nearest ? '' : ', which the first start makes'}.`);
  } catch {
    return mend(`The folder ${nearest} cannot be written to.`, `Let this user own it, or set PORTICO_DATA_DIR.`);
  }
}

/** Judges how many bytes are free on the disk. */
export function judgeSpace(free: number): Finding {
  const says = `The disk has ${(free / 1e9).toFixed(1)} GB left.`;
  const remedy = 'Make room, or move the folder to a larger disk: with a full disk every change is refused.';
  if (free < 200e6) return mend(says, remedy);
  return free < 2e9 ? consider(says, remedy) : fine(says);
}

/** Opens the files for a moment, unless a server has them open: then that server knows best. */
async function examineFiles(config: EmbeddedConfig): Promise<Finding[]> {
  const { dataDirectory } = config;
  if (isNotMadeYet({ dataDirectory })) return [fine('There are no data yet.')];
  try {
    const database = await attachEmbedded(databaseFolder(dataDirectory));
    try {
      const schema = await examineSchema(database);
      const isUpToDate = schema.every(({ mark }) => mark === 'fine');
      return [...schema, ...(isUpToDate ? [await examineLinks(database, config)] : [])];
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof DirectoryInUse)
      return [fine('A server has it open now, so that nothing more can be looked at.')];
    if (error instanceof DirectoryUnusable)
      return [
        mend(`Its files cannot be opened: ${reasonOf(error)}.`, `Let this user own the folder ${dataDirectory}.`),
      ];
    return [mend('Its files cannot be opened.', `Restore the folder ${dataDirectory} from a backup.`)];
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
