import type { SettingGroup } from './setting.ts';

/** Where everything is kept. */
export const dataSettings: SettingGroup = {
  title: 'Where data is kept',
  settings: [
    {
      variable: 'DATABASE_URL',
      path: 'databaseUrl',
      secret: 'password',
      unset: 'the embedded database in the data folder',
      meaning: 'The PostgreSQL that everything is kept in, version 15 or newer.',
      example: 'postgres://portico:password@db.example.com:5432/portico?sslmode=verify-full',
      mustBe:
        'must be a URL that begins with postgres:// or postgresql://, with @ : / ? # in user and password percent-encoded',
      notes: [
        'Without it the server keeps an embedded PostgreSQL (PGlite) in the data folder, for one process. With it any number of processes may run, on any number of machines. They share queue, events, limits and idempotency keys by the database.',
        'The user must own the database, or may create schemas and extensions in it: `create database portico owner portico`. `portico migrate` brings the schema up to date, and so does each start.',
        '`sslmode=verify-full` checks the certificate; use it wherever the network is not your own. `require`, `prefer` and `verify-ca` do the same here. Where the certificate is of an authority of your own or of your provider, name its file: `&sslrootcert=/etc/portico/ca.pem`.',
        'Together with it, [PORTICO_SECRET](PORTICO_SECRET.md) and [PORTICO_API_KEY](PORTICO_API_KEY.md) must be set, so that all processes have the same.',
      ],
    },
    {
      variable: 'PORTICO_DATABASE_POOL_SIZE',
      path: 'databasePoolSize',
      default: '10',
      meaning: 'How many connections one process keeps to the PostgreSQL at most.',
      example: '20',
      mustBe: 'must be a whole number from 2 to 500',
      notes: [
        'All processes together must stay below the `max_connections` of the PostgreSQL, with some to spare for backups and for the old processes during an upgrade. `portico doctor` compares them for one process.',
        'More connections than four per core of the database rarely make anything faster. The embedded database has one connection and ignores this.',
      ],
    },
    {
      variable: 'PORTICO_DATABASE_PREPARE',
      path: 'databasePrepare',
      default: 'on',
      meaning: 'Whether statements that come again and again are prepared on the connections to the PostgreSQL.',
      example: 'off',
      mustBe: 'must be on or off',
      parse: text => ({ on: true, off: false })[text] ?? text,
      notes: [
        'Leave it on: PostgreSQL then reads and plans each statement once for every connection.',
        'Switch it off behind a pooler in transaction mode that does not pass prepared statements on, such as PgBouncer before 1.21 or with `max_prepared_statements = 0`. There it ends with `prepared statement "portico_1" does not exist`.',
      ],
    },
    {
      variable: 'PORTICO_DATA_DIR',
      path: 'dataDirectory',
      default: '.portico',
      meaning: 'The folder of the embedded database, and of the keys that no variable sets.',
      example: '/var/lib/portico',
      mustBe: 'must name a folder',
      notes: [
        'A relative folder counts from where the command is started. It is made with access for the server’s own user only.',
        'It must be on a local disk, not on a network file system: the lock that keeps a second process away is the operating system’s. Put it on a volume that outlives the container.',
        'With [DATABASE_URL](DATABASE_URL.md) nothing is kept there.',
      ],
    },
  ],
};
