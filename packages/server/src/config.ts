import { isPermission, type Permission } from '@portico/core';
import * as z from 'zod';
import { isLoopbackAddress } from './http/client-address.ts';
import { defaultSettings, type PortalSettings } from './postgres/portal-settings.ts';

/** What the portal's owner configures. */
export interface ServerSettings extends PortalSettings {
  /** The portal's name, in mails and on its pages. */
  portalName: string;
  /** The sender of mails. */
  mailFrom: string;
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
  /** The host's API key; made once and kept with the data where it is not given. */
  apiKey?: string | undefined;
  /** What all of the server's keys are derived from; made once and kept with the data where it is not given. */
  secret?: string | undefined;
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

/** Everything may be left out. */
export type ServerOptions = Partial<Omit<ServerConfig, 'settings'>> & { settings?: Partial<ServerSettings> };

/** A configuration that cannot be used; the message names each variable and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const defaults: ServerSettings = {
  ...defaultSettings,
  portalName: 'Client portal',
  mailFrom: 'no-reply@example.com',
};

const origin = z.string().refine(isOrigin, 'must be an origin such as https://access.example.com, without a path');

const Config = z.object({
  port: z.coerce.number('must be a number').int('must be a whole number').min(0).max(65_535, 'must be at most 65535'),
  host: z.string().min(1),
  publicOrigin: origin,
  dataDirectory: z.string().min(1, 'must name a directory'),
  apiKey: z.string().min(24, 'must have at least 24 characters; `openssl rand -base64 32` makes one').optional(),
  secret: z.string().min(32, 'must have at least 32 characters; `openssl rand -base64 48` makes one').optional(),
  allowedOrigins: z.array(origin),
  trustedProxies: z.coerce.number('must be a number').int().min(0).max(10),
  mailbox: z.union([z.boolean(), z.literal('this-machine')], 'must be on, off or this-machine'),
  settings: z.object({
    portalName: z.string().min(1).max(100),
    jobTitles: z.array(z.string().min(1).max(200)),
    roles: z
      .array(
        z.object({
          id: z.string().min(1).max(100),
          name: z.string().min(1).max(100),
          permissions: z.array(z.custom<Permission>(isPermission, 'is no permission')),
        }),
      )
      .refine(
        roles => roles.some(role => role.id === 'guest'),
        'must contain the role guest, which everyone gets first',
      ),
    sections: z.array(z.object({ id: z.string().min(1), name: z.string().min(1), url: z.string() })),
    timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
    linkLifetimes: z.object({ registration: z.number().int().min(60), reset: z.number().int().min(60) }),
    mailFrom: z.string().regex(/^[^\r\n]+$/, 'must be one line'),
  }),
});

/** Which variable sets what; also the names that an error uses. */
const variables = {
  port: 'PORT',
  host: 'PORTICO_HOST',
  publicOrigin: 'PORTICO_PUBLIC_URL',
  dataDirectory: 'PORTICO_DATA_DIR',
  apiKey: 'PORTICO_API_KEY',
  secret: 'PORTICO_SECRET',
  allowedOrigins: 'PORTICO_ALLOWED_ORIGINS',
  trustedProxies: 'PORTICO_TRUSTED_PROXIES',
  mailbox: 'PORTICO_MAILBOX',
  'settings.portalName': 'PORTICO_PORTAL_NAME',
  'settings.timeZone': 'PORTICO_TIME_ZONE',
  'settings.mailFrom': 'PORTICO_MAIL_FROM',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration from environment variables. @throws {ConfigError} */
export function configFromEnvironment(environment: Environment): ServerConfig {
  const given = (name: keyof typeof variables) => environment[variables[name]]?.trim() || undefined;
  const mailbox = given('mailbox');
  return parseConfig({
    ...defined({
      port: given('port'),
      host: given('host'),
      publicOrigin: given('publicOrigin')?.replace(/\/$/, ''),
      dataDirectory: given('dataDirectory'),
      apiKey: given('apiKey'),
      secret: given('secret'),
      allowedOrigins: given('allowedOrigins')
        ?.split(/[\s,]+/)
        .map(text => text.replace(/\/$/, '')),
      trustedProxies: given('trustedProxies'),
      mailbox: mailbox && ({ on: true, off: false }[mailbox] ?? mailbox),
    }),
    settings: defined({
      portalName: given('settings.portalName'),
      timeZone: given('settings.timeZone'),
      mailFrom: given('settings.mailFrom'),
    }),
  });
}

/** The configuration from options of code. @throws {ConfigError} */
export function configFromOptions(options: ServerOptions): ServerConfig {
  return parseConfig(defined(options));
}

function parseConfig(given: Record<string, unknown> & { settings?: object }): ServerConfig {
  const port = given.port ?? 4400;
  const host = given.host ?? '127.0.0.1';
  const publicOrigin = given.publicOrigin ?? `http://localhost:${port}`;
  const isOwnMachine = isOrigin(publicOrigin) && isLoopback(new URL(publicOrigin).hostname) && isLoopback(String(host));
  const result = Config.safeParse({
    dataDirectory: '.portico',
    allowedOrigins: [],
    trustedProxies: 0,
    mailbox: isOwnMachine && 'this-machine',
    ...given,
    port,
    host,
    publicOrigin,
    settings: { ...defaults, ...given.settings },
  });
  if (result.success) return result.data;
  const lines = result.error.issues.map(issue => {
    const path = issue.path.join('.');
    const variable = Object.entries(variables).find(([name]) => path === name || path.startsWith(`${name}.`))?.[1];
    return `  ${variable ?? path}: ${issue.message}`;
  });
  throw new ConfigError(`The server's configuration cannot be used:\n${lines.join('\n')}`);
}

function isOrigin(text: unknown): text is string {
  return typeof text === 'string' && URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || isLoopbackAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function defined(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
