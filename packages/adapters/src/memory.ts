import {
  type Backend,
  backendRoutes,
  type Call,
  checkInput,
  defineAdapter,
  emailKey,
  PorticoError,
  type Principal,
  portFromRoutes,
} from '@portico/core';
import { access } from './memory/access.ts';
import { accounts } from './memory/accounts.ts';
import { contacts } from './memory/contacts.ts';
import { subscribe } from './memory/events.ts';
import { type Operations, operationOf } from './memory/operations.ts';
import { knowStaff, records } from './memory/records.ts';
import { recovery } from './memory/recovery.ts';
import { settings } from './memory/settings.ts';
import type { Context, MemorySettings, State } from './memory/state.ts';
import { register, users } from './memory/users.ts';

export interface MemoryOptions {
  settings?: Partial<MemorySettings>;
  /** The clock; the system's unless told. */
  now?: () => Date;
  /** Milliseconds that every call takes. */
  latency?: () => number;
  /** Asked before every call: an error to throw instead of answering. */
  failure?: (operation: string) => Error | undefined;
}

export interface MemoryBackend extends Backend {
  /** Completes the registration of whoever has this login, as a click on the mail's link does. */
  register(email: string): void;
}

const operations: Operations = { access, accounts, contacts, records, recovery, settings, users };

/** A backend that behaves like PostgreSQL and forgets everything: for mocks, documentation and tests. */
export function memoryBackend(options: MemoryOptions = {}): MemoryBackend {
  const state = emptyState(options);
  const { latency = () => 0, failure = () => undefined } = options;
  return {
    as(principal) {
      const context = { state, principal: asStaff(principal) };
      knowStaff(state, context.principal);
      const port = portFromRoutes(backendRoutes, async call => {
        await pause(latency(), call.options.signal);
        const error = failure(call.operation);
        if (error) throw error;
        return structuredClone(answer(context, call));
      });
      return defineAdapter({
        ...port,
        subscribe: (query, onEvent, { signal }) => subscribe(context, query, onEvent, { signal }),
      });
    },
    register(email) {
      const key = emailKey(email);
      const contact = state.contacts.find(row => row.user?.loginKey === key);
      if (!contact) throw new PorticoError('link-invalid');
      register(state, contact);
    },
  };
}

function emptyState({ settings = {}, now = () => new Date() }: MemoryOptions): State {
  return {
    settings: { ...defaultSettings, ...settings },
    now,
    accounts: [],
    orders: [],
    contacts: [],
    staff: [],
    access: [],
    events: [],
    listeners: new Set(),
    answers: new Map(),
  };
}

const defaultSettings: MemorySettings = {
  jobTitles: ['IHM customer', 'Analyst', 'Marketing manager', 'Finance', 'Executive'],
  roles: [
    { id: 'guest', name: 'Guest', permissions: [] },
    { id: 'admin', name: 'Admin', permissions: ['portal:invite', 'portal:manage-users'] },
  ],
  timeZone: 'UTC',
};

/** Clients work in the portal, which only the server has. */
function asStaff(principal: Principal): Context['principal'] {
  if (principal.kind === 'staff') return principal;
  throw new PorticoError('unsupported');
}

/** Does what a call asks, once per idempotency key. */
function answer(context: Context, { operation, route, input, options }: Call): unknown {
  const run = () => operationOf(operations, operation)(context, checkInput(route, input));
  if (!route.idempotent || options.idempotencyKey === undefined) return run();
  const { answers } = context.state;
  const { source, email } = context.principal;
  const key = JSON.stringify([source, email, operation, options.idempotencyKey]);
  const text = JSON.stringify(input);
  const first = answers.get(key);
  if (first && first.input !== text) throw new PorticoError('idempotency-mismatch');
  if (first) return first.answer;
  const fresh = structuredClone(run());
  answers.set(key, { input: text, answer: fresh });
  return fresh;
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  if (milliseconds === 0) return;
  await new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
