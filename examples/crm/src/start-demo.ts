import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createAdmin } from '@portico/example-admin';
import { type Log, type PorticoServer, startServer } from '@portico/server';
import { lockDirectory } from '@portico/server/postgres';
import { adminAccess } from './admin-access.ts';
import { createCrm } from './app.ts';
import { createDashboards, dashboardsSection } from './dashboards.ts';
import { dispatchByHost } from './host-dispatch.ts';
import { type Answer, listen } from './listen.ts';
import { createPortico } from './portico.ts';
import { giveSampleAccess } from './sample-access.ts';
import { sampleAdmin, sampleData } from './sample-data.ts';
import { openStore } from './store.ts';

export interface DemoOptions {
  port: number;
  /** Where the CRM and Portico keep their data. */
  dataDirectory: string;
  /** Starts over: deletes the data first. */
  reset?: boolean;
  /** Told of requests and failures. */
  log?: Log | undefined;
}

export interface Demo {
  /** The address to open first. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the CRM and a Portico server in one process, on one port and two origins: the CRM on 127.0.0.1, Portico on
 * localhost. So cookies and calls from one to the other are as real as on two machines.
 * @throws {PortInUse} where the port is taken, `DirectoryInUse` where the data is.
 */
export async function startDemo({ port, dataDirectory, reset = false, log }: DemoOptions): Promise<Demo> {
  const origin = `http://127.0.0.1:${port}`;
  const porticoUrl = `http://localhost:${port}`;

  let answer: Answer = () => new Response('The demo is starting.', { status: 503, headers: { 'retry-after': '1' } });
  const stopListening = await listen(port, (request, bindings) => answer(request, bindings));
  let server: PorticoServer | undefined;
  const stop = async () => {
    await server?.stop();
    await stopListening();
  };

  try {
    if (reset) await deleteData(dataDirectory);
    const settings = { portalName: 'Sample client portal', sections: [dashboardsSection] };
    server = await startServer(
      { publicOrigin: porticoUrl, dataDirectory, allowedOrigins: [origin], admins: [sampleAdmin], settings },
      { log },
    );
    const { apiKey, fetch } = server;
    // After the server, whose lock on the data also keeps a second process away from this file.
    const store = openStore(join(dataDirectory, 'crm.json'), sampleData);
    const portico = createPortico({ url: porticoUrl, apiKey });
    const onFailure = (error: unknown) => log?.({ level: 'error', event: 'crm.failure', message: String(error) });
    const crm = createCrm({ origin, porticoUrl, portico, store, onFailure });
    const oldAdmin = createAdmin({ origin, porticoUrl, onFailure, ...adminAccess({ store, portico }) });
    const dashboards = createDashboards({ porticoUrl });
    answer = dispatchByHost({
      [new URL(origin).host]: request => (isUnder('/old-admin', request) ? oldAdmin : crm).fetch(request),
      [new URL(porticoUrl).host]: (request, bindings) =>
        isUnder('/dashboards', request) ? dashboards.fetch(request) : fetch(request, bindings),
    });
    const refused = await portico.sync(store.data);
    if (refused.length > 0) throw new Error(`Portico refused records of the CRM: ${JSON.stringify(refused)}`);
    await giveSampleAccess(server);
    return { url: `${origin}/`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function isUnder(path: string, request: Request): boolean {
  return `${new URL(request.url).pathname}/`.startsWith(`${path}/`);
}

/**
 * Deletes all but the lock, which is held meanwhile, so that no running server loses its files. Without its file it
 * would hold nobody back.
 */
async function deleteData(dataDirectory: string): Promise<void> {
  const database = join(dataDirectory, 'database');
  const unlock = lockDirectory(database);
  try {
    await deleteAllBut('lock.db', database);
    await deleteAllBut('database', dataDirectory);
  } finally {
    unlock();
  }
}

async function deleteAllBut(kept: string, folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name !== kept) await rm(join(folder, name), { recursive: true });
  }
}
