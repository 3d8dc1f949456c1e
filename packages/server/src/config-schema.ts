import { emailProblem, isPermission, type Permission, Source } from '@portico/core';
import * as z from 'zod';
import { isThisMachine } from './http/client-address.ts';
import { logLevels } from './log.ts';
import { readSender } from './mail/sender.ts';

const origin = z.string().refine(isOrigin);

/**
 * The configurations that can be used. The settings table says what a value must be; a message here is for what only code
 * sets.
 */
export const ConfigSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string().min(1),
  publicOrigin: origin,
  dataDirectory: z.string().min(1),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\/./)
    .refine(isEncoded)
    .optional(),
  databasePoolSize: z.coerce.number().int().min(2).max(500),
  databasePrepare: z.boolean(),
  smtpUrl: z
    .string()
    .regex(/^smtps?:\/\/./)
    .refine(isEncoded)
    .optional(),
  apiKeys: z.array(z.string().min(24)).default([]),
  secrets: z.array(z.string().min(32)).default([]),
  oidc: z
    .object({
      issuer: z.url().refine(isSafeIssuer),
      audience: z.string().min(1),
      source: Source,
      permissionsClaim: z.string().min(1),
      accounts: z.string().min(1),
      clientId: z.string().optional(),
      clientSecret: z.string().optional(),
      name: z.string().min(1).max(60),
    })
    .optional(),
  admins: z.array(z.string().refine(text => !emailProblem(text))).default([]),
  metricsToken: z.string().min(16).optional(),
  logLevel: z.enum(logLevels),
  allowedOrigins: z.array(origin).default([]),
  trustedProxies: z.coerce.number().int().min(0).max(10),
  mailbox: z.union([z.boolean(), z.literal('this-machine')]),
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
    timeZone: z.string().refine(isTimeZone),
    linkLifetimes: z.object({ registration: z.number().int().min(60), reset: z.number().int().min(60) }),
    mailFrom: z
      .string()
      .regex(/^[^\r\n]+$/)
      .refine(text => readSender(text) !== undefined),
    staffPermissions: z.array(z.custom<Permission>(isPermission, 'is no permission')),
  }),
});

/** Whether a text is an origin: scheme, host and port, and nothing else. */
export function isOrigin(text: unknown): text is string {
  return typeof text === 'string' && URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

/** A password with a bare `/`, `?` or `#` ends there: what follows would count as host or path, and be shown as such. */
function isEncoded(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { pathname, search, hash } = new URL(text);
  return !/[@/]/.test(pathname.slice(1)) && !search.includes('@') && hash === '';
}

/** Whoever can change what an issuer answers on its way can be any member of staff. */
function isSafeIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
