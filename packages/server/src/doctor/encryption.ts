import { Client } from 'pg';
import { isThisMachine } from '../http/client-address.ts';
import { type Finding, topic } from './finding.ts';

const { fine, consider } = topic('database');

/** Judges what protects the connection to a PostgreSQL on its way. Connects to nothing. */
export function judgeEncryption(databaseUrl: string): Finding {
  // The library's own reading of the URL and of PGSSLMODE, of which its type tells half.
  const { host, ssl }: { host: string; ssl: unknown } = new Client({ connectionString: databaseUrl });
  const isLocal = host.startsWith('/') || isThisMachine(host);
  if (isLocal) return fine('The connection to it does not leave this machine.');
  if (!ssl) {
    return consider(
      `The connection to ${host} is not encrypted: whoever is on the way reads and changes everything.`,
      'Add ?sslmode=verify-full to DATABASE_URL, unless the network is your own.',
    );
  }
  if (typeof ssl === 'object' && 'rejectUnauthorized' in ssl && ssl.rejectUnauthorized === false) {
    return consider(
      `The connection to ${host} is encrypted, but its certificate is not checked: whoever is on the way can pose as the database.`,
      'Set sslmode=verify-full in DATABASE_URL, and sslrootcert=FILE where an authority of your own has signed it.',
    );
  }
  return fine(`The connection to ${host} is encrypted, and its certificate is checked.`);
}
