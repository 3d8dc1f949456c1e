import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../postgres/database.ts';
import { databaseFigures } from './database-figures.ts';

/** Adds what the database and its connections tell; answers how to read it, before a scraper is answered. */
export function addDatabaseMetrics(registry: Registry, database: Database): () => Promise<void> {
  const registers = [registry];
  const read = databaseFigures(database);
  const jobs = new Gauge({
    name: 'portico_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    registers,
  });
  const oldestJob = new Gauge({
    name: 'portico_jobs_oldest_waiting_seconds',
    help: 'How long the oldest job that waits has been waiting',
    labelNames: ['queue'],
    registers,
  });
  const mails = new Gauge({
    name: 'portico_mails',
    help: 'Mails that have not gone out, by state',
    labelNames: ['state'],
    registers,
  });
  const oldestTransaction = new Gauge({
    name: 'portico_oldest_transaction_seconds',
    help: 'How long the oldest transaction that writes has been open; live events wait for it',
    registers,
  });
  const age = new Gauge({
    name: 'portico_database_figures_age_seconds',
    help: 'How old the figures from the database are; it grows while the database is away',
    registers,
  });
  // Nothing is known before the first reading, which is another thing than zero.
  oldestTransaction.remove();
  const opened = Date.now();
  if (database.connections) addConnections(registry, database.connections);

  return async () => {
    const figures = await read();
    // Where there never were any, it is as old as the server: an alert must not wait for the first.
    age.set((Date.now() - (figures?.at ?? opened)) / 1000);
    if (!figures) return;
    for (const { queue, waiting, active, failed, oldestWaiting } of figures.queues) {
      jobs.set({ queue, state: 'waiting' }, waiting);
      jobs.set({ queue, state: 'active' }, active);
      jobs.set({ queue, state: 'failed' }, failed);
      oldestJob.set({ queue }, oldestWaiting);
    }
    mails.set({ state: 'queued' }, figures.queuedMails);
    mails.set({ state: 'failed' }, figures.failedMails);
    oldestTransaction.set(figures.oldestTransaction);
  };
}

function addConnections(registry: Registry, read: NonNullable<Database['connections']>): void {
  const connections = new Gauge({
    name: 'portico_database_connections',
    help: 'Connections to the database by state, and who waits for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { total, idle, waiting } = read();
      connections.set({ state: 'busy' }, total - idle);
      connections.set({ state: 'idle' }, idle);
      connections.set({ state: 'waited-for' }, waiting);
    },
  });
}
