import { httpAdapter } from '@portico/adapters/http';
import type { MemoryBackend } from '@portico/adapters/memory';
import {
  type Backend,
  type BackendAdapter,
  backendRoutes,
  defineAdapter,
  isPorticoError,
  PorticoError,
} from '@portico/core';
import { handlers } from '@portico/mocks/browser';
import { samplePortal, sampleStaff, seedEmptyPortal } from '@portico/mocks/seed';
import type { Conditions } from './conditions.ts';
import { startWorker } from './worker.ts';

/** A pretended Portico server, with a portal of its own. */
export interface Sandbox {
  /** A fresh connection, as a page has one; the portal stays. */
  connect(): BackendAdapter;
  /** Forgets everything that was done. */
  reset(): Promise<void>;
  /** Somebody else does something, somewhere else. */
  meanwhile: Record<string, () => Promise<void>>;
}

/** Starts a server that answers under the given conditions, read anew for each request. */
export async function openSandbox(conditions: Readonly<Conditions>): Promise<Sandbox> {
  const worker = await startWorker();
  // Tabs share an event stream by its address, and each tab has a portal of its own.
  const baseUrl = `https://${crypto.randomUUID().slice(0, 8)}.example.com`;
  let memory: MemoryBackend;
  const reset = async () => {
    memory = await samplePortal(conditions.portal === 'empty' ? seedEmptyPortal : undefined);
  };
  await reset();
  const backend: Backend = { as: principal => under(conditions, memory.as(principal)) };
  const principalOf = () =>
    conditions.permission === 'none' ? { ...sampleStaff, permissions: new Set<never>() } : sampleStaff;
  worker.use(...handlers({ backend, baseUrl, principalOf }));
  return {
    reset,
    connect: () => httpAdapter({ baseUrl, groups: backendRoutes, getAccessToken: () => 'sample' }),
    meanwhile: {
      'Alan registers': () => once(async () => memory.register('alan@example.com')),
      'a colleague adds Bea': () => {
        const contact = { email: 'bea@example.com', firstName: 'Beatrice', lastName: 'Shilling' };
        return once(() => memory.as(sampleStaff).access.grant({ accountId: '001A', contact }));
      },
    },
  };
}

/** What has happened already is refused, which is nobody's failure here. */
async function once(act: () => Promise<unknown>): Promise<void> {
  await act().catch((error: unknown) => {
    if (!isPorticoError(error)) throw error;
  });
}

/** The backend as the conditions make it: slow, failing, or without an operation, which its settings then leave out. */
function under(conditions: Readonly<Conditions>, adapter: BackendAdapter): BackendAdapter {
  const { supports, subscribe, ...groups } = adapter;
  const made = Object.entries(groups).map(([group, methods]) => {
    const kept = Object.entries(methods as Methods).filter(([name]) => `${group}.${name}` !== conditions.without);
    return [group, Object.fromEntries(kept.map(([name, method]) => [name, answering(conditions, method)]))];
  });
  const methods = Object.fromEntries(made) as Parameters<typeof defineAdapter>[0];
  return defineAdapter(conditions.without === 'events.stream' ? methods : { ...methods, subscribe });
}

type Methods = Record<string, (...call: unknown[]) => Promise<unknown>>;

function answering({ answers }: Readonly<Conditions>, method: Methods[string]): Methods[string] {
  return async (...call) => {
    if (answers === 'slow') await new Promise(resolve => setTimeout(resolve, 3000));
    if (answers === 'failing') throw new PorticoError('server-error');
    return method(...call);
  };
}
