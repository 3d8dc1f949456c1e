/** What the server tells about itself: names, numbers and codes, never a body, a token, an address or a query. */
export type Log = (entry: LogEntry) => void;

export interface LogEntry {
  level: 'info' | 'error';
  /** What happened, such as `request` or `mail.sent`. */
  event: string;
  [detail: string]: string | number | boolean | undefined;
}

/** Tells nobody. */
export const silent: Log = () => {};

/** Writes each entry as one line of JSON, as log collectors expect it. */
export function jsonLog(write: (line: string) => void): Log {
  return entry => write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
}

/**
 * What may be told of an unexpected error: its name, the database's error code and where it was thrown. Its message
 * stays out, since a database repeats the values of the failed statement in it, addresses among them.
 */
export function errorDetails(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return {
    error: error.name,
    ...(code === undefined ? {} : { cause: code }),
    at: frames
      .slice(0, 6)
      .map(frame => frame.trim())
      .join(' | '),
  };
}
