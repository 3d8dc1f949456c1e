import type { Permission } from '@portico/core';
import type * as z from 'zod';
import { ConfigSchema, isOrigin } from './config-schema.ts';
import { isThisMachine } from './http/client-address.ts';
import type { LogLevel } from './log.ts';
import { defaultSettings, type PortalSettings } from './postgres/portal-settings.ts';
import { type Environment, readText, settingsFromEnvironment } from './settings/from-environment.ts';
import type { Setting } from './settings/setting.ts';
import { settingsTable } from './settings/settings-table.ts';

/** What the portal's owner configures. */
export interface ServerSettings extends PortalSettings {
  /** The portal's name, in mails and on its pages. */
  portalName: string;
  /** The sender of mails. */
  mailFrom: string;
  /** What members of staff may do who sign in on the admin pages by mail, in the accounts they serve. */
  staffPermissions: readonly Permission[];
}

export interface ServerConfig {
  /** The port that `portico serve` listens on. */
  port: number;
  /** The address it listens on. */
  host: string;
  /** The origin under which people reach the server; links in mails begin with it. */
  publicOrigin: string;
  /** Where the embedded database, the secret and the API key are kept. */
  dataDirectory: string;
  /** The PostgreSQL to keep everything in; the embedded one in the data directory where it is not given. */
  databaseUrl?: string | undefined;
  /** How many connections one process keeps to it. */
  databasePoolSize: number;
  /** Whether statements that come again and again are prepared on them. */
  databasePrepare: boolean;
  /** The mail server; without one, mails stay in the database and the Mailbox shows them. */
  smtpUrl?: string | undefined;
  /** The host's API keys, any of which is taken; one is made once and kept with the data where none is given. */
  apiKeys: string[];
  /** What all keys are derived from: the first makes, all are taken. One is made and kept where none is given. */
  secrets: string[];
  /** The company's own issuer of staff tokens and staff sign-in. */
  oidc?: OidcConfig | undefined;
  /** The addresses of those who may do everything when they sign in on the admin pages by mail. */
  admins: string[];
  /** What a scraper of `/metrics` shows; without it only connections from this machine are answered. */
  metricsToken?: string | undefined;
  logLevel: LogLevel;
  /** Origins whose pages may call the API with a token. */
  allowedOrigins: string[];
  /** How many proxies of ours stand in front. */
  trustedProxies: number;
  /**
   * To whom the Mailbox is served, which shows live links: to everybody, to nobody, or only over connections from this
   * machine. That is the default where the server listens and is reached as this machine; elsewhere it is off.
   */
  mailbox: boolean | 'this-machine';
  settings: ServerSettings;
}

/** How tokens of an OpenID Connect issuer are read. */
export interface OidcConfig {
  /** Its address, as it stands in `iss`. */
  issuer: string;
  /** What must stand in `aud` of an access token for this API. */
  audience: string;
  /** The system whose record ids such staff speak. */
  source: string;
  /** The claim that lists permissions. */
  permissionsClaim: string;
  /** `all`, `served`, or the claim that lists the ids of the accounts the person may see. */
  accounts: string;
  /** For the sign-in on the admin pages; without them only tokens are taken. */
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  /** What the button on the sign-in page calls it. */
  name: string;
}

/** Everything may be left out. */
export type ServerOptions = Partial<Omit<ServerConfig, 'settings'>> & { settings?: Partial<ServerSettings> };

/** A configuration that cannot be used; the message names each variable and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** A line for each variable. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The server's configuration cannot be used:\n${problems.map(line => `  ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Given values, in the shape of the configuration; none of them is checked. */
interface GivenConfig extends Record<string, unknown> {
  oidc?: object | undefined;
  settings?: object | undefined;
}

/** What staff may do who sign in by mail, where the owner has configured nothing: the work of an account executive. */
const staffPermissions: ServerSettings['staffPermissions'] = [
  'access:read',
  'access:grant',
  'access:extend',
  'contacts:read',
  'contacts:write',
  'users:recover',
  'events:read',
];

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
    settings: { ...defaultSettings, staffPermissions, ...standard.settings, ...defined(given.settings ?? {}) },
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
function brokenRules({ databaseUrl, secrets, apiKeys }: ServerConfig): string[] {
  if (databaseUrl === undefined) return [];
  const missing = [...(secrets.length > 0 ? [] : ['secrets']), ...(apiKeys.length > 0 ? [] : ['apiKeys'])];
  return missing.map(path => {
    const variable = settingFor(path)?.variable;
    return `${variable}: must be set together with DATABASE_URL, to the same value for every process. See ${pageOf(variable)}`;
  });
}

/** What was derived from a value is not wrong itself. */
function linesOf({ issues }: z.ZodError, { publicOrigin }: GivenConfig): string[] {
  return issues.filter(({ path }) => path[0] !== 'publicOrigin' || publicOrigin !== undefined).map(lineOf);
}

/** What is wrong and what to do, in one line that never shows the value. */
function lineOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  const setting = settingFor(path);
  if (!setting) return `${path}: ${issue.message}`;
  const { variable, mustBe, example } = setting;
  return `${variable}: ${mustBe}. Example: ${example} (${pageOf(variable)})`;
}

/** The setting of a path; the path of an item of a list is its list's. */
function settingFor(path: string): Setting | undefined {
  return settingsTable.find(setting => path === setting.path || path.startsWith(`${setting.path}.`));
}

function pageOf(variable: string | undefined): string {
  return `docs/settings/${variable}.md`;
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
