import type { Backend } from '@portico/core';
import { closers } from '../closers.ts';
import type { ServerConfig } from '../config.ts';
import { secretsOf } from '../kept-secret.ts';
import { serverKeys } from '../keys.ts';
import type { Database } from '../postgres/database.ts';
import { openDatabase } from '../postgres/open.ts';
import { openServerBackend } from '../server-backend.ts';

/** The port over a configuration's database, for a command. Mails that it causes are left to the servers. */
export interface OpenBackend {
  backend: Backend;
  database: Database;
  close(): Promise<void>;
}

/** Opens what a server would, without anything that is served and without working on jobs. */
export async function openBackend(config: ServerConfig): Promise<OpenBackend> {
  const opened = closers();
  try {
    const database = await openDatabase(config);
    opened.add(() => database.close());
    const keys = serverKeys(await secretsOf(config, 'secrets'));
    const { backend } = await openServerBackend({ settings: config.settings, keys, database }, opened);
    return { backend, database, close: opened.closeAll };
  } catch (error) {
    await opened.closeAll().catch(() => {});
    throw error;
  }
}
