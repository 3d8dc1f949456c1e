#!/usr/bin/env node
import { join } from 'node:path';
import process from 'node:process';
import { serve } from '@hono/node-server';
import { ConfigError, configFromEnvironment } from './config.ts';
import { jsonLog } from './log.ts';
import { DirectoryInUse } from './postgres/directory-lock.ts';
import { startServer } from './start.ts';

const usage = `Usage: portico serve

Starts Portico's server. It is configured by environment variables:
  PORT                     4400
  PORTICO_HOST             the address to listen on; 127.0.0.1
  PORTICO_PUBLIC_URL       the origin people reach it under; http://localhost:<PORT>
  PORTICO_DATA_DIR         where data and keys are kept; .portico
  PORTICO_API_KEY          the host's key; made and kept with the data unless given
  PORTICO_SECRET           what signatures are made with; made and kept with the data unless given
  PORTICO_ALLOWED_ORIGINS  origins whose pages may call the API, separated by commas
  PORTICO_TRUSTED_PROXIES  how many proxies stand in front; 0
  PORTICO_MAILBOX          on, off or this-machine; off where the host or the public URL is another machine's
  PORTICO_PORTAL_NAME      Client portal
  PORTICO_TIME_ZONE        whose midnight ends memberships; UTC
  PORTICO_MAIL_FROM        no-reply@example.com
`;

async function serveUntilStopped(): Promise<void> {
  const config = configFromEnvironment(process.env);
  const server = await startServer(config, { log: jsonLog(line => process.stdout.write(line)) });
  const listener = serve({ fetch: server.fetch, port: config.port, hostname: config.host }, ({ port }) => {
    const key = config.apiKey ? '' : ` The API key is in ${join(config.dataDirectory, 'api-key')}.`;
    process.stdout.write(`Portico is ready at ${config.publicOrigin} (port ${port}).${key}\n`);
  });
  listener.on('error', error => fail(`Cannot listen on ${config.host}:${config.port}: ${error.message}`));

  const stop = async () => {
    listener.close();
    await server.stop();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

if (process.argv[2] === 'serve') {
  serveUntilStopped().catch(error => {
    if (error instanceof ConfigError || error instanceof DirectoryInUse) fail(error.message);
    throw error;
  });
} else {
  process.stdout.write(usage);
  process.exitCode = process.argv[2] === undefined || process.argv[2] === '--help' ? 0 : 1;
}
