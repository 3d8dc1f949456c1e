import type { PorticoEvent } from './event.ts';
import type { EventsQuery } from './events-query.ts';
import type { Principal } from './principal.ts';
import type { Port } from './route.ts';
import type { backendRoutes } from './routes/index.ts';

type BackendRoutes = typeof backendRoutes;

/** The name of an operation, such as `access.grant`. */
export type OperationName = {
  [G in keyof BackendRoutes]: `${G}.${string & keyof BackendRoutes[G]}`;
}[keyof BackendRoutes];

/** Called once per event, in order. `resync` says that some may have been missed: read again what is on show. */
export type EventListener = (event: PorticoEvent | { type: 'resync' }) => void;

/** What every backend looks like to a widget. A method that a backend lacks is absent, and not in `supports`. */
export interface BackendAdapter extends Port<BackendRoutes> {
  readonly supports: ReadonlySet<OperationName>;
  /**
   * Live events, until the signal ends them. Resolves when it has ended; rejects with a `PorticoError` where it cannot go on.
   * Absent where `supports` lacks `events.stream`.
   */
  subscribe(query: EventsQuery, onEvent: EventListener, options: { signal: AbortSignal }): Promise<void>;
}

/** A backend behind the server: the port as one principal may use it. */
export interface Backend {
  as(principal: Principal): BackendAdapter;
  /**
   * Refuses a caller who may do nothing any more. Asked before a stream of events is opened, where a refusal would come
   * after the status; any other call refuses by itself.
   */
  admit?(principal: Principal): Promise<void>;
}

type Implemented = { [G in keyof BackendRoutes]?: Partial<Port<BackendRoutes>[G]> } & {
  subscribe?: BackendAdapter['subscribe'];
};

/** Makes an adapter of the methods a backend has; what it supports follows from what is there. */
export function defineAdapter(methods: Implemented): BackendAdapter {
  const { subscribe, ...groups } = methods;
  const names = Object.entries(groups).flatMap(([group, operations]) =>
    Object.keys(operations).map(name => `${group}.${name}` as OperationName),
  );
  if (subscribe) names.push('events.stream');
  return {
    ...emptyGroups(),
    ...methods,
    ...telling(names, methods),
    supports: new Set(names),
  } as unknown as BackendAdapter;
}

/** The settings say what the backend supports, so that a page at the other end of a connection knows. */
function telling(own: OperationName[], { settings }: Implemented): Pick<Implemented, 'settings'> {
  const get = settings?.get;
  if (!get) return {};
  return {
    settings: {
      async get(...call) {
        const { supports = own, ...others } = await get(...call);
        // What stands behind this adapter may have less than it, and this one less than what stands behind.
        return { ...others, supports: own.filter(operation => supports.includes(operation)) };
      },
    },
  };
}

/** Groups stay present even when empty, so that asking for a missing method is `undefined` and not a throw. */
function emptyGroups(): Record<keyof BackendRoutes, object> {
  return {
    access: {},
    accounts: {},
    contacts: {},
    events: {},
    people: {},
    records: {},
    recovery: {},
    settings: {},
    users: {},
  };
}
