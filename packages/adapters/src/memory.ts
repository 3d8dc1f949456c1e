import {
  assertIdempotencyKey,
  type Backend,
  type BackendSettings,
  backendRoutes,
  type Call,
  callerKey,
  callFingerprint,
  checkInput,
  defaultBackendSettings,
  defineAdapter,
  emailKey,
  type Operations,
  operationOf,
  PorticoError,
  type Principal,
  portFromRoutes,
} from '@portico/core';
import { access } from './memory/access.ts';
import { accounts } from './memory/accounts.ts';
import { contacts } from './memory/contacts.ts';
import { people } from './memory/data-protection.ts';
import { subscribe } from './memory/events.ts';
import { records } from './memory/records.ts';
import { recovery } from './memory/recovery.ts';
import { findAccount, findContact } from './memory/scope.ts';
import { settings } from './memory/settings.ts';
import { knowStaff } from './memory/staff.ts';
import type { Context, State } from './memory/state.ts';
import { register, users } from './memory/users.ts';

export interface MemoryOptions {
  settings?: Partial<BackendSettings>;
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

const operations: Operations<Context, 'at-once'> = {
  access,
  accounts,
  contacts,
  people,
  records,
  recovery,
  settings,
  users,
};

/** A backend that behaves like PostgreSQL and forgets everything: for mocks, documentation and tests. */
export function memoryBackend(options: MemoryOptions = {}): MemoryBackend {
  const state = emptyState(options);
  const { latency = () => 0, failure = () => undefined } = options;
  return {
    as(principal) {
      const port = portFromRoutes(backendRoutes, async call => {
        const context = { state, principal: asStaff(principal) };
        await pause(latency(), call.options.signal);
        const error = failure(call.operation);
        if (error) throw error;
        const input = checkInput(call.route, call.input);
        knowStaff(state, context.principal);
        return structuredClone(answer(context, { ...call, input }));
      });
      return defineAdapter({
        ...port,
        subscribe: async (query, onEvent, { signal }) =>
          subscribe({ state, principal: asStaff(principal) }, query, onEvent, { signal }),
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
    settings: { ...defaultBackendSettings, ...settings },
    now,
    accounts: [],
    orders: [],
    contacts: [],
    staff: [],
    access: [],
    mails: [],
    events: [],
    eventCount: 0,
    listeners: new Set(),
    answers: new Map(),
  };
}

/** Clients have the portal's own pages; the port is not theirs yet. */
function asStaff(principal: Principal): Context['principal'] {
  if (principal.kind === 'staff') return principal;
  throw new PorticoError('forbidden');
}

/** Does what a call asks, once per idempotency key. */
function answer(context: Context, { operation, route, input, options }: Call): unknown {
  const run = () => operationOf(operations, operation)(context, input);
  if (!route.idempotent || options.idempotencyKey === undefined) return run();
  assertIdempotencyKey(options.idempotencyKey);
  const { answers } = context.state;
  const key = JSON.stringify([callerKey(context.principal), operation, options.idempotencyKey]);
  const fingerprint = callFingerprint(route, input);
  const first = answers.get(key);
  if (first !== undefined) {
    assertVisible(context, input);
    // A repeat that was under way does not bring back who has been erased since.
    if (!first) throw new PorticoError('not-found');
    if (first.fingerprint !== fingerprint) throw new PorticoError('idempotency-mismatch');
    return first.answer;
  }
  const fresh = structuredClone(run());
  answers.set(key, { fingerprint, answer: fresh });
  return fresh;
}

/** A first answer is not for a caller who may see the record no more. */
function assertVisible(context: Context, { accountId, contactId }: Record<string, unknown>): void {
  if (typeof accountId === 'string') findAccount(context, accountId);
  if (typeof contactId === 'string') findContact(context, contactId);
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
