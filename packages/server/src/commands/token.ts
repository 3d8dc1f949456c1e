import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isPermission, isPorticoError, type Permission, permissions, type TokenRequest } from '@portico/core';
import type { ServerConfig } from '../config.ts';
import { secretFiles, secretsOf } from '../kept-secret.ts';
import { serverKeys } from '../keys.ts';
import { staffTokens } from '../principal/staff-token.ts';
import { configFromEnvironment } from '../read-config.ts';
import { nearest } from '../settings/nearest.ts';
import { actingStaff, actingStaffOptions } from './acting-staff.ts';
import { type Command, CommandFailed, type CommandOptions, readFlags, UsageError } from './command.ts';

const options = {
  ...actingStaffOptions,
  permission: { type: 'string', multiple: true, value: 'NAME', meaning: 'What it allows; can be repeated.' },
  all: { type: 'boolean', meaning: 'Allows everything, in place of --permission.' },
  account: {
    type: 'string',
    multiple: true,
    value: 'ID',
    meaning: 'An account that it sees; can be repeated. All accounts unless told.',
  },
  served: { type: 'boolean', meaning: 'Sees the accounts that this person serves, in place of --account.' },
  'expires-in': { type: 'string', value: 'SECONDS', meaning: 'How long it works, 60 to 3600; 900 unless told.' },
} as const satisfies CommandOptions;

/** Prints a token of a member of staff. */
export const tokenCommand: Command = {
  name: 'token',
  summary: 'Prints a token of a member of staff, to try the API by hand.',
  help: `It is made with the server's secret; no server needs to run. The token alone goes to the standard
output, and is written nowhere else:

  TOKEN=$(portico token --email ada.keller@example.com --name "Ada Keller" --all)
  curl -H "Authorization: Bearer $TOKEN" http://localhost:4400/v1/settings

It cannot be withdrawn before it expires.`,
  options,
  async run(args, { environment, out, err }) {
    const request = requestOf(args);
    const config = configFromEnvironment(environment);
    assertHasSecret(config);
    const { staffToken } = serverKeys(await secretsOf(config, 'secrets'));
    const { token, expiresAt } = await staffTokens(staffToken)
      .issue(request)
      .catch(error => {
        throw isPorticoError(error) ? new UsageError(`${error.message}.`) : error;
      });
    out(`${token}\n`);
    err(`It works until ${expiresAt}, for ${request.staff.name} at ${config.publicOrigin}.\n`);
    return 0;
  },
};

/** @throws {UsageError} */
function requestOf(args: readonly string[]): TokenRequest {
  const flags = readFlags(args, options);
  const { source, ...staff } = actingStaff(flags);
  if (flags.served && flags.account) throw new UsageError('Give --account or --served, not both.');
  return {
    staff,
    source,
    permissions: permissionsOf(flags),
    accounts: flags.served ? 'served' : flags.account,
    expiresIn: secondsOf(flags['expires-in']),
  };
}

function permissionsOf({ all, permission = [] }: { all?: boolean; permission?: string[] }): Permission[] {
  if (all && permission.length > 0) throw new UsageError('Give --permission or --all, not both.');
  if (all) return [...permissions];
  if (permission.length === 0) throw new UsageError('Say what the token allows: --permission NAME, or --all.');
  return permission.map(name => {
    if (isPermission(name)) return name;
    const meant = nearest(name, permissions);
    throw new UsageError(
      `There is no permission ${name}. ${meant ? `Did you mean ${meant}?` : `There are ${permissions.join(', ')}.`}`,
    );
  });
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 60 && seconds <= 3600) return seconds;
  throw new UsageError('--expires-in must be a number of seconds from 60 to 3600.');
}

/** A secret that is made here would not be the server's. @throws {CommandFailed} */
function assertHasSecret({ secrets, dataDirectory }: ServerConfig): void {
  if (secrets.length === 0 && !existsSync(join(dataDirectory, secretFiles.secrets))) {
    throw new CommandFailed(
      `There is no secret in ${dataDirectory}. Set PORTICO_SECRET or PORTICO_DATA_DIR as for the server, or start the server once.`,
    );
  }
}
