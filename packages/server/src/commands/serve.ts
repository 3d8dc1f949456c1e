import { resolve } from 'node:path';
import type { ServerConfig } from '../config.ts';
import { databasePlace } from '../database-place.ts';
import { secretFiles } from '../kept-secret.ts';
import { pinoLog } from '../log.ts';
import { configFromEnvironment } from '../read-config.ts';
import { type Serving, serve, untilSignalled } from '../serve.ts';
import { type PorticoServer, startServer } from '../start.ts';
import { type Command, CommandFailed, readFlags } from './command.ts';

/** Starts the server, and serves until it is told to end. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'Starts the server: API, portal, admin pages and Mailbox. Brings the database up to date first.',
  help: `SIGTERM and SIGINT end it: streams at once, requests and jobs when they are done, all within ten
seconds. A second signal ends it at once. Nothing that was answered is lost either way.`,
  options: {},
  async run(args, around) {
    readFlags(args, serveCommand.options);
    const config = configFromEnvironment(around.environment);
    const log = pinoLog({ level: config.logLevel });
    const server = await startServer(config, { log });
    const serving = await listen(server, config);
    around.out(announcement(config, serving.port));
    await untilSignalled(serving, log);
    return 0;
  },
};

function announcement(config: ServerConfig, port: number): string {
  const { publicOrigin, apiKeys, dataDirectory } = config;
  const lines = [
    `Portico is ready at ${publicOrigin} (port ${port}).`,
    `It keeps everything in ${databasePlace(config)}.`,
    ...(apiKeys.length > 0 ? [] : [`The API key is in ${resolve(dataDirectory, secretFiles.apiKeys)}.`]),
  ];
  return `${lines.join('\n')}\n`;
}

async function listen(server: PorticoServer, { host, port }: ServerConfig): Promise<Serving> {
  try {
    return await serve(server, { host, port });
  } catch (cause) {
    await server.stop();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandFailed(`Cannot listen on ${host}, port ${port}: ${reason}. ${remedyFor(cause)}`, { cause });
  }
}

function remedyFor(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') return 'Stop what listens there, or set PORT.';
  if (code === 'EACCES') return 'Set PORT to one of 1024 or above, and let a proxy listen there.';
  return 'Set PORTICO_HOST to an address of this machine.';
}
