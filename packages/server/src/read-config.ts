import type * as z from 'zod';
import { ConfigError, type ServerConfig, type ServerOptions } from './config.ts';
import { ConfigSchema, isOrigin } from './config-schema.ts';
import { isThisMachine } from './http/client-address.ts';
import { defaultSettings } from './postgres/portal-settings.ts';
import { type Environment, readText, settingsFromEnvironment } from './settings/from-environment.ts';
import { nearest } from './settings/nearest.ts';
import type { Setting } from './settings/setting.ts';
import { settingsTable } from './settings/settings-table.ts';

/** Given values, in the shape of the configuration; none of them is checked. */
interface GivenConfig extends Record<string, unknown> {
  oidc?: object | undefined;
  settings?: object | undefined;
}

/** The configuration from environment variables. @throws {ConfigError} */
export function configFromEnvironment(environment: Environment): ServerConfig {
  const { values, problems } = settingsFromEnvironment(environment);
  return parseConfig(nested(values), problems);
}

/** The configuration from options of code. @throws {ConfigError} */
export function configFromOptions(options: ServerOptions): ServerConfig {
  return parseConfig({ ...options }, []);
}

function parseConfig(given: GivenConfig, problems: readonly string[]): ServerConfig {
  const standard = standardValues();
  const port = given.port ?? standard.port;
  const host = given.host ?? standard.host;
  const publicOrigin = given.publicOrigin ?? `http://localhost:${port}`;
  const isOwnMachine =
    isOrigin(publicOrigin) && isThisMachine(new URL(publicOrigin).hostname) && isThisMachine(String(host));
  const result = ConfigSchema.safeParse({
    mailbox: isOwnMachine && 'this-machine',
    ...standard,
    ...defined({ ...given, publicOrigin }),
    oidc: given.oidc && { ...standard.oidc, ...defined(given.oidc) },
    settings: { ...defaultSettings, ...standard.settings, ...defined(given.settings ?? {}) },
  });
  const lines = [...problems, ...(result.success ? brokenRules(result.data) : linesOf(result.error, given))];
  if (result.success && lines.length === 0) return result.data;
  throw new ConfigError([...new Set(lines)]);
}

/** What counts where nothing is given. */
function standardValues(): GivenConfig {
  return nested(
    settingsTable.flatMap(setting =>
      setting.default === undefined ? [] : [[setting.path, readText(setting, setting.default)]],
    ),
  );
}

/** What no single setting shows. */
function brokenRules({ databaseUrl, secrets, apiKeys, oidc }: ServerConfig): string[] {
  const lines: string[] = [];
  const refuse = (path: string, mustBe: string) => {
    const setting = settingFor(path);
    lines.push(`${setting?.variable}: ${mustBe}. Example: ${setting?.example}`);
  };
  const shared = 'must be set together with DATABASE_URL, to the same value for every process';
  if (databaseUrl !== undefined && secrets.length === 0) refuse('secrets', shared);
  if (databaseUrl !== undefined && apiKeys.length === 0) refuse('apiKeys', shared);
  // The ID tokens of the sign-in would be taken as access tokens.
  if (oidc && oidc.audience === oidc.clientId) {
    refuse(
      'oidc.audience',
      'must not be the value of PORTICO_OIDC_CLIENT_ID: register this server as an API of its own',
    );
  }
  return lines;
}

/** What was derived from a value is not wrong itself. */
function linesOf({ issues }: z.ZodError, given: GivenConfig): string[] {
  const { publicOrigin } = given;
  return issues
    .filter(({ path }) => path[0] !== 'publicOrigin' || publicOrigin !== undefined)
    .map(issue => lineOf(issue, given));
}

/** What is wrong and what to do, in one line that never shows the value. */
function lineOf(issue: z.core.$ZodIssue, given: GivenConfig): string {
  const path = issue.path.join('.');
  const setting = settingFor(path);
  if (!setting) return `${path}: ${issue.message}`;
  const { variable, mustBe, example, names = [] } = setting;
  const meant = nearest(String(valueAt(given, issue.path)), names);
  return `${variable}: ${mustBe}.${meant ? ` Did you mean ${meant}?` : ''} Example: ${example}`;
}

function valueAt(given: GivenConfig, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), given);
}

/** The setting of a path; the path of an item of a list is its list's. */
function settingFor(path: string): Setting | undefined {
  return settingsTable.find(setting => path === setting.path || path.startsWith(`${setting.path}.`));
}

/** Values by dotted paths as one object. */
function nested(values: readonly (readonly [path: string, value: unknown])[]): GivenConfig {
  const groups: Record<string, Record<string, unknown>> = {};
  const flat: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const [head = '', name] = path.split('.');
    if (name === undefined) flat[head] = value;
    else groups[head] = { ...groups[head], [name]: value };
  }
  return { ...flat, ...groups };
}

function defined(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
