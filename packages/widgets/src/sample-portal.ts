import { memoryBackend } from '@portico/adapters/memory';
import { type BackendAdapter, type OperationName, type Permission, permissions } from '@portico/core';

interface Knobs {
  /** What the staff member may do; everything unless told. */
  may?: readonly Permission[];
}

type Call = { operation: string; input: Record<string, unknown>; key: string | undefined };

/** For tests: a portal with two accounts and one of each kind of person, as a member of staff sees it. */
export async function samplePortal({ may = permissions }: Knobs = {}) {
  const calls: Call[] = [];
  const failures = new Map<string, Error>();
  const holds = new Map<string, Promise<unknown>>();
  let now = Date.parse('2026-03-01T09:00:00Z');
  const backend = memoryBackend({ now: () => new Date(now) });
  const staff = { kind: 'staff', email: 'grace@example.com', name: 'Grace Hopper', source: 'crm' } as const;
  const own = backend.as({ ...staff, permissions: new Set(permissions), accounts: 'all' });
  await own.records.upsert({
    accounts: [
      { id: '001A', market: 'United Kingdom', name: 'Northwind Health', staff: [staff] },
      { id: '001B', market: 'Germany', name: 'Aldermoor Klinik' },
    ],
    contacts: [
      {
        id: '003K',
        accountId: '001A',
        firstName: 'Katherine',
        lastName: 'Johnson',
        email: 'katherine@example.com',
        phone: '+44 20 7946 0000',
        jobTitle: 'Finance',
      },
    ],
  });
  const give = (accountId: string, firstName: string, lastName: string) =>
    own.access.grant({ accountId, contact: { email: `${firstName.toLowerCase()}@example.com`, firstName, lastName } });
  const ada = await give('001A', 'Ada', 'Lovelace');
  const alan = await give('001A', 'Alan', 'Turing');
  const dora = await give('001A', 'Dora', 'Day');
  await give('001B', 'Elsa', 'Elsewhere');
  backend.register('ada@example.com');
  await own.users.deactivate({ contactId: dora.contactId ?? '' });
  now += 3_600_000;
  const adapter = observed(backend.as({ ...staff, permissions: new Set(may), accounts: 'all' }), async call => {
    calls.push(call);
    await holds.get(call.operation);
    const failure = failures.get(call.operation);
    if (failure) throw failure;
  });
  return {
    adapter,
    own,
    backend,
    calls,
    failures,
    /** Promises that an operation waits for before it answers. */
    holds,
    ids: { ada: ada.contactId ?? '', alan: alan.contactId ?? '', dora: dora.contactId ?? '', katherine: '003K' },
    callsOf: (operation: OperationName) => calls.filter(call => call.operation === operation),
  };
}

/** An adapter that tells of each call before it is made. */
function observed(adapter: BackendAdapter, onCall: (call: Call) => Promise<void>): BackendAdapter {
  const groups = Object.entries(adapter).map(([group, methods]) => [
    group,
    group === 'supports' || group === 'subscribe'
      ? methods
      : Object.fromEntries(
          Object.entries(methods as Record<string, (input: object, options?: object) => Promise<unknown>>).map(
            ([name, method]) => [
              name,
              async (input: Record<string, unknown>, options?: { idempotencyKey?: string }) => {
                await onCall({ operation: `${group}.${name}`, input, key: options?.idempotencyKey });
                return method(input, options);
              },
            ],
          ),
        ),
  ]);
  return Object.fromEntries(groups) as BackendAdapter;
}

/** A promise with its settling functions, for an answer that the test gives. */
export function held() {
  let release = () => {};
  const promise = new Promise<void>(resolve => {
    release = resolve;
  });
  return { promise, release };
}
