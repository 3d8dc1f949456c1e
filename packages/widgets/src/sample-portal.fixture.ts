import { memoryBackend } from '@portico/adapters/memory';
import { type BackendAdapter, type OperationName, type Permission, permissions } from '@portico/core';
import { sampleStaff, seedSamplePortal } from '@portico/mocks/seed';

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
  const ids = await seedSamplePortal(backend);
  const own = backend.as(sampleStaff);
  now += 3_600_000;
  const adapter = observed(backend.as({ ...sampleStaff, permissions: new Set(may) }), async call => {
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
    ids,
    /** Lets so many milliseconds pass. */
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
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
