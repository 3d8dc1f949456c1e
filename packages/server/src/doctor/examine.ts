import { reasonOf } from '../causes.ts';
import { ConfigError, type ServerConfig } from '../config.ts';
import { configFromEnvironment } from '../read-config.ts';
import type { Environment } from '../settings/from-environment.ts';
import { examineEmbedded } from './embedded.ts';
import { examineExposure } from './exposure.ts';
import { type Finding, topic } from './finding.ts';
import { examineIssuer } from './issuer.ts';
import { examineKeys } from './keys.ts';
import { examineMail } from './mail.ts';
import { examineOrigins } from './origins.ts';
import { examinePages } from './pages.ts';
import { examinePostgres } from './postgres.ts';

const { fine, mend } = topic('configuration');

/** Looks at all that a server with this environment would need. Changes nothing. */
export async function examine(environment: Environment): Promise<Finding[]> {
  let config: ServerConfig;
  try {
    config = configFromEnvironment(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(problem => mend(problem, 'Set it right, and look again: nothing else was looked at.'));
  }
  const found = await Promise.all(
    examinations.map(async ([name, run]) => {
      try {
        return await run(config);
      } catch (error) {
        return [topic(name).mend(`It could not be looked at: ${reasonOf(error)}.`, 'Mend that, and look again.')];
      }
    }),
  );
  return [fine('Every setting can be used.'), ...found.flat()];
}

type Examination = (config: ServerConfig) => Finding[] | Promise<Finding[]>;

const examinations: [name: string, run: Examination][] = [
  ['database', examineDatabase],
  ['keys', examineKeys],
  ['mail', examineMail],
  ['origins', examineOrigins],
  ['pages', () => examinePages()],
  ['issuer', examineIssuer],
  ['exposure', examineExposure],
];

function examineDatabase(config: ServerConfig): Promise<Finding[]> {
  const { databaseUrl } = config;
  return databaseUrl === undefined ? examineEmbedded(config) : examinePostgres({ ...config, databaseUrl });
}
