import { type Cause, causesOf } from '../causes.ts';

/** What an operator can do where the PostgreSQL of `DATABASE_URL` cannot be used, by what it or the network says. */
export function databaseRemedy(error: unknown): string {
  const cause = causesOf(error).at(-1) ?? {};
  const found = remedies.find(([isMeant]) => isMeant(cause));
  return found?.[1] ?? 'Check DATABASE_URL, and that the database runs and lets this machine in.';
}

const byCode =
  (...codes: string[]) =>
  ({ code }: Cause) =>
    codes.includes(String(code));
const byMessage =
  (pattern: RegExp) =>
  ({ message = '' }: Cause) =>
    pattern.test(message);

/** The first that is meant counts. */
const remedies: readonly (readonly [isMeant: (cause: Cause) => boolean, remedy: string])[] = [
  [byCode('ENOTFOUND', 'EAI_AGAIN'), 'Check the host in DATABASE_URL.'],
  [byCode('ECONNREFUSED'), 'Start it, or check host and port in DATABASE_URL.'],
  [byMessage(/timeout/), 'Check host and port in DATABASE_URL, and that a firewall lets this machine in.'],
  [byMessage(/no encryption/), 'It takes encrypted connections only: add ?sslmode=verify-full to DATABASE_URL.'],
  [byCode('28P01', '28000'), 'Check user and password in DATABASE_URL; write @ : / in them percent-encoded.'],
  [byCode('3D000'), 'Make the database: create database … owner …. Or check its name in DATABASE_URL.'],
  [byCode('53300'), 'Lower PORTICO_DATABASE_POOL_SIZE of every process, or raise max_connections of the database.'],
  [byMessage(/^ENOENT.* open /), 'Check the files that DATABASE_URL names, such as sslrootcert.'],
  [byCode('ERR_TLS_CERT_ALTNAME_INVALID'), 'Let DATABASE_URL name the host as its certificate does.'],
  [
    ({ code }) => /CERT|SIGNATURE/.test(String(code)),
    'Name the file of the authority that signed its certificate: sslmode=verify-full&sslrootcert=FILE in DATABASE_URL.',
  ],
  [
    byMessage(/does not support SSL/),
    'Switch ssl on in the database. In a network of your own, leave sslmode out of DATABASE_URL.',
  ],
];
