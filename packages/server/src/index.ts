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
export { jsonLog, type Log, type LogEntry } from './log.ts';
export { DirectoryInUse } from './postgres/directory-lock.ts';
export type { Caller, Identity } from './principal/authenticate.ts';
export { type StaffProof, type StaffTokens, staffTokens } from './principal/staff-token.ts';
export { register, type SampleAccess, seedAccess } from './seed.ts';
export type { ServerCall, ServerOperations } from './server-operations.ts';
export { type PorticoServer, type StartOptions, startServer } from './start.ts';
