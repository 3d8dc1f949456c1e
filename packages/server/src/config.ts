import type { Permission } from '@portico/core';
import type { LogLevel } from './log.ts';
import { OperatorError } from './operator-error.ts';
import type { PortalSettings } from './postgres/portal-settings.ts';

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
export class ConfigError extends OperatorError {
  /** A line for each variable. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The server's configuration cannot be used:\n${problems.map(line => `  ${line}`).join('\n')}`);
    this.problems = problems;
  }
}
