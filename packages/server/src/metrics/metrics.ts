import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Log } from '../log.ts';
import type { Database } from '../postgres/database.ts';
import { addDatabaseMetrics } from './database-metrics.ts';

/** How a request was answered, in names of which there are few. */
interface AnsweredRequest {
  method: string;
  /** The pattern of its path; `other` where it has none of ours. */
  route: string;
  status: number;
}

/** What is counted of one server while it works. */
export interface Metrics {
  /** Notes that a request has begun; answers what to call when it is answered. */
  beginRequest(): (answered: AnsweredRequest) => void;
  /** Notes that an event stream is open; answers what to call when it ends. */
  beginStream(): () => void;
  /** Notes that a host's API key was used. */
  countApiKey(id: string): void;
  /** A log that counts, by the lines that pass through it, what became of mails. */
  counting(log: Log): Log;
  /** Tells of a database, too. */
  watch(database: Database): void;
  /** What a scraper is answered. */
  read(): Promise<{ contentType: string; text: string }>;
}

/** From a cached answer to one that somebody gives up on, in seconds. */
const durations = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What became of a mail, by the line of the log that tells of it. */
const results: Readonly<Record<string, string>> = {
  'mail.sent': 'sent',
  'mail.deferred': 'deferred',
  'mail.failed': 'failed',
};

/** Opens the metrics of one server; each has a registry of its own, so that two in one process do not mix. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'portico_http_request_duration_seconds',
    help: 'How long requests took, until their answer began',
    labelNames: ['method', 'route', 'status'],
    buckets: durations,
    registers,
  });
  const inFlight = new Gauge({
    name: 'portico_http_requests_in_flight',
    help: 'Requests that wait for their answer',
    registers,
  });
  const streams = new Gauge({ name: 'portico_event_streams_open', help: 'Event streams that are open', registers });
  const mails = new Counter({
    name: 'portico_mail_sends_total',
    help: 'Attempts of this process to send a mail, by how they ended',
    labelNames: ['result'],
    registers,
  });
  const apiKeys = new Counter({
    name: 'portico_api_key_uses_total',
    help: 'Uses of API keys, by the id of the key',
    labelNames: ['key'],
    registers,
  });
  // There from the start, so that the first failure is seen as a rise.
  for (const result of Object.values(results)) mails.inc({ result }, 0);
  let readDatabase: (() => Promise<void>) | undefined;
  let isWatchingProcess = false;

  return {
    beginRequest() {
      inFlight.inc();
      const end = requests.startTimer();
      return ({ method, route, status }) => {
        inFlight.dec();
        end({ method, route, status });
      };
    },
    beginStream() {
      streams.inc();
      return () => streams.dec();
    },
    countApiKey: key => apiKeys.inc({ key }),
    counting: log => entry => {
      const result = results[entry.event];
      if (result !== undefined) mails.inc({ result });
      log(entry);
    },
    watch(database) {
      readDatabase = addDatabaseMetrics(registry, database);
    },
    async read() {
      // Watches for as long as the process lives, so it is begun only where somebody asks.
      if (!isWatchingProcess) collectDefaultMetrics({ register: registry });
      isWatchingProcess = true;
      await readDatabase?.();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
