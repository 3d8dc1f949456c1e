import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseRemedy } from './database-remedy.ts';

test('what stands in the way of a database has a remedy that names the variable', () => {
  const because = (code: string | undefined, message: string) =>
    databaseRemedy(new Error('Failed query', { cause: Object.assign(new Error(message), code && { code }) }));
  const cases: [code: string | undefined, message: string, remedy: RegExp][] = [
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND db.invalid', /^Check the host in DATABASE_URL/],
    ['ECONNREFUSED', '', /^Start it, or check host and port in DATABASE_URL/],
    [undefined, 'Connection terminated due to connection timeout', /firewall/],
    ['28000', 'no pg_hba.conf entry for host "10.0.0.7", no encryption', /add \?sslmode=verify-full to DATABASE_URL/],
    ['28P01', 'password authentication failed for user "portico"', /user and password in DATABASE_URL/],
    ['3D000', 'database "portico" does not exist', /create database/],
    ['53300', 'sorry, too many clients already', /PORTICO_DATABASE_POOL_SIZE/],
    ['ENOENT', "ENOENT: no such file or directory, open '/etc/portico/ca.pem'", /sslrootcert/],
    ['ENOENT', 'connect ENOENT /run/postgresql/.s.PGSQL.5432', /^Check DATABASE_URL, and that the database runs/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', /sslrootcert=FILE in DATABASE_URL/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate', /sslrootcert=FILE in DATABASE_URL/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'IP: 127.0.0.1 is not in the list', /as its certificate does/],
    [undefined, 'The server does not support SSL connections', /Switch ssl on/],
    [undefined, 'anything else', /^Check DATABASE_URL/],
  ];
  for (const [code, message, remedy] of cases) assert.match(because(code, message), remedy, message);
});
