import {
  type Backend,
  backendRoutes,
  type Call,
  callerKey,
  callFingerprint,
  checkInput,
  defineAdapter,
  type Operations,
  operationOf,
  PorticoError,
  type Principal,
  portFromRoutes,
  type StaffPrincipal,
} from '@portico/core';
import type { EventFeed } from '../events/feed.ts';
import { subscribe } from '../events/subscribe.ts';
import { accessOperations } from './access.ts';
import { accountOperations } from './accounts.ts';
import { retryConflicts } from './conflicts.ts';
import { contactOperations } from './contacts.ts';
import type { Context, EnqueueMail, ForgetPerson } from './context.ts';
import type { Database, Queries } from './database.ts';
import { once } from './idempotency.ts';
import { erasePerson } from './person-erase.ts';
import { exportPerson } from './person-export.ts';
import type { PortalSettings } from './portal-settings.ts';
import { recordOperations } from './records.ts';
import { recoveryOperations } from './recovery.ts';
import { findAccount, findContact } from './scope.ts';
import { settingOperations } from './settings.ts';
import { staffDirectory } from './staff-directory.ts';
import { userOperations } from './users.ts';
import { newWrites } from './writes.ts';

export interface PostgresOptions {
  database: Database;
  settings: PortalSettings;
  /** What live events are read from; see `openEventFeed`. */
  feed: EventFeed;
  /** Hands a mail over for sending, in the transaction that writes it. */
  enqueueMail: EnqueueMail;
  /** The key that new links are made with; see `LinkRef`. */
  linkKeyId: string;
  /** Told of whoever is erased; see `personForgetter`. */
  forgetPerson?: ForgetPerson | undefined;
  /** The clock; the system's unless told. */
  now?: (() => Date) | undefined;
}

const operations: Operations<Context, 'by-promise'> = {
  access: accessOperations,
  accounts: accountOperations,
  contacts: contactOperations,
  people: { export: exportPerson, erase: erasePerson },
  records: recordOperations,
  recovery: recoveryOperations,
  settings: settingOperations,
  users: userOperations,
};

/** The backend that keeps everything in PostgreSQL. Each call that writes is one transaction. */
export function postgresBackend({
  database,
  settings,
  feed,
  enqueueMail,
  linkKeyId,
  forgetPerson = async () => {},
  now = () => new Date(),
}: PostgresOptions): Backend {
  const directory = staffDirectory(database, now);
  return {
    admit: async principal => directory.know(asStaff(principal)),
    as(principal) {
      const port = portFromRoutes(backendRoutes, async call => {
        const staff = asStaff(principal);
        call.options.signal?.throwIfAborted();
        const input = checkInput(call.route, call.input);
        await directory.know(staff);
        const { email, name, source } = staff;
        const actor = { kind: 'staff', email, name, source } as const;
        const run = (tx: Queries) =>
          answer(
            { tx, writes: newWrites(tx), principal: staff, actor, now, settings, linkKeyId, enqueueMail, forgetPerson },
            { ...call, input },
          );
        return isRead(call) ? run(database.db) : retryConflicts(() => database.transaction(run));
      });
      return defineAdapter({
        ...port,
        subscribe: async (query, onEvent, { signal }) =>
          subscribe({ feed, principal: asStaff(principal), now }, query, onEvent, { signal }),
      });
    },
  };
}

/** Clients have the portal's own pages; the port is not theirs yet. */
function asStaff(principal: Principal): StaffPrincipal {
  if (principal.kind === 'staff') return principal;
  throw new PorticoError('forbidden');
}

function isRead({ route, operation }: Call): boolean {
  return route.method === 'GET' || operation === 'access.preflight';
}

/** Does what a call asks, once per idempotency key, and writes what it leaves behind. */
async function answer(context: Context, call: Call): Promise<unknown> {
  const given = await answerOnce(context, call);
  await context.writes.run();
  return given;
}

function answerOnce(context: Context, { operation, route, input, options }: Call): Promise<unknown> {
  const run = () => operationOf(operations, operation)(context, input);
  const key = options.idempotencyKey;
  if (!route.idempotent || key === undefined) return run();
  const { tx, writes, principal, now } = context;
  const call = {
    principal: callerKey(principal),
    operation,
    key,
    fingerprint: callFingerprint(route, input),
    now: now(),
    assertVisible: () => assertVisible(context, input),
  };
  return once({ tx, writes }, call, run);
}

async function assertVisible(context: Context, { accountId, contactId }: Record<string, unknown>): Promise<void> {
  if (typeof accountId === 'string') await findAccount(context, accountId);
  if (typeof contactId === 'string') await findContact(context, contactId);
}
