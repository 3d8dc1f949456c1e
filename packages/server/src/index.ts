export { type App, type AppOptions, createApp } from './app.ts';
export {
  ConfigError,
  configFromEnvironment,
  configFromOptions,
  type ServerConfig,
  type ServerOptions,
  type ServerSettings,
} from './config.ts';
export type { ConnectionBindings } from './http/client-address.ts';
export { type ApiKey, apiKeyOf, type Key, type KeyRing, type ServerKeys, serverKeys } from './keys.ts';
export { type Log, type LogEntry, type LogLevel, type PinoLogOptions, pinoLog } from './log.ts';
export { DirectoryInUse } from './postgres/directory-lock.ts';
export { DiskFull } from './postgres/disk-room.ts';
export { SchemaTooNew } from './postgres/migrate.ts';
export { DatabaseUnusable } from './postgres/pooled.ts';
export type { Caller, Identity } from './principal/authenticate.ts';
export { type StaffProof, type StaffTokens, staffTokens } from './principal/staff-token.ts';
export { register, type SampleAccess, seedAccess } from './seed.ts';
export { type ServeOptions, type Serving, serve, untilSignalled } from './serve.ts';
export type { ServerCall, ServerOperations } from './server-operations.ts';
export { type PorticoServer, type StartOptions, startServer } from './start.ts';
