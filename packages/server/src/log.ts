import { type DestinationStream, pino, stdTimeFunctions } from 'pino';
import { workAtHand } from './work-at-hand.ts';

/** How much a line of the log matters, the least first; `silent` is for a log that writes none. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

/** What the server tells about itself: names, numbers and codes, never a body, a token, an address or a query. */
export type Log = (entry: LogEntry) => void;

export interface LogEntry {
  level: Exclude<LogLevel, 'silent'>;
  /** What happened, such as `request` or `mail.sent`. */
  event: string;
  [detail: string]: string | number | boolean | undefined;
}

/** Tells nobody. */
export const silent: Log = () => {};

export interface PinoLogOptions {
  /** What is less than this is not written; `info` unless told. */
  level?: LogLevel;
  /** Where the lines go; the standard output unless told. */
  destination?: DestinationStream | undefined;
}

/** Writes each entry by pino as one line of JSON, as log collectors expect it. */
export function pinoLog({ level = 'info', destination }: PinoLogOptions = {}): Log {
  const options = {
    level,
    // Whoever collects the lines knows which machine and process they come from.
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = destination ? pino(options, destination) : pino(options);
  return ({ level: at, ...details }) => logger[at](details);
}

/** Passes on what is of a level or above. */
export function fromLevel(least: LogLevel, log: Log): Log {
  return entry => {
    if (logLevels.indexOf(entry.level) >= logLevels.indexOf(least)) log(entry);
  };
}

/** Adds to each entry what the server is at: the request's id, or the mail's. */
export function withWorkAtHand(log: Log): Log {
  return ({ level, event, ...details }) => log({ level, event, ...workAtHand(), ...details });
}

/**
 * What may be told of an unexpected error: its name, the database's error code and where it was thrown. Its message
 * stays out, since a database repeats the values of the failed statement in it, addresses among them.
 */
export function errorDetails(error: unknown): Record<string, string> {
  // The queue tells of its failures by copies of errors, which are none themselves.
  if (typeof error !== 'object' || error === null) return { error: typeof error };
  const { name, stack, cause } = error as Partial<Error>;
  const code = codeOf(error) ?? codeOf(cause);
  const frames = String(stack ?? '')
    .split('\n')
    // A message may have lines of its own; those of the stack end with a place.
    .filter(line => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return {
    error: name ?? 'object',
    ...(code === undefined ? {} : { cause: code }),
    at: frames
      .slice(0, 6)
      .map(frame => frame.trim())
      .join(' | '),
  };
}

/** The code of the system, the database or ours; nothing longer, which would be no code. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const code = String(error.code);
  return /^[\w-]{1,40}$/.test(code) ? code : undefined;
}
