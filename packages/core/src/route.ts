import type * as z from 'zod/mini';
import type { ErrorCode } from './errors.ts';
import type { Permission } from './permissions.ts';

/** One operation, named once: everything else (port, server, HTTP adapter, mocks, documentation) derives from it. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below the API's version; each `:param` is an id and becomes a property of the method's input. */
  path: `/${string}`;
  /** Who may call: staff by token, a client or a member of staff by session, anybody, or a host's backend by API key. */
  auth: 'staff' | 'client' | 'staff-session' | 'public' | 'api-key';
  /** What the caller needs; a route for staff always names one. */
  permission?: Permission;
  query?: z.ZodMiniType<object>;
  body?: z.ZodMiniType<object>;
  /** What it answers; for `events`, each event. */
  returns: z.ZodMiniType<unknown>;
  /** A stream of events instead of one answer: served by the port's `subscribe`. */
  events?: true;
  /** Takes an idempotency key: repeating a call with the same key has the effect and the answer of one. */
  idempotent?: true;
  /** What it may fail with, beside what any route may. */
  errors?: readonly ErrorCode[];
}

export type RouteGroup = Readonly<Record<string, Route>>;
export type RouteGroups = Readonly<Record<string, RouteGroup>>;

type PathParam<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParam<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

/** What a method takes: the path's ids, the query and the body in one object. */
export type RouteInput<R extends Route> = { [Name in PathParam<R['path']>]: string } & (R extends {
  query: z.ZodMiniType<infer Query>;
}
  ? Query
  : unknown) &
  (R extends { body: z.ZodMiniType<infer Body> } ? Body : unknown);

/** What a method answers. */
export type RouteOutput<R extends Route> = z.output<R['returns']>;

/** How a call is made, apart from what it asks. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** A repeat with the same key and input has the effect and the answer of one call. */
  idempotencyKey?: string | undefined;
}

type Method<R extends Route> = (input: RouteInput<R>, options?: CallOptions) => Promise<RouteOutput<R>>;

type Methods<G extends RouteGroup> = { [M in keyof G as G[M] extends { events: true } ? never : M]: Method<G[M]> };

/** The operations of some route groups as an object of objects: `port.access.grant(input, options)`. */
export type Port<G extends RouteGroups> = { [Name in keyof G]: Methods<G[Name]> };

/** One call of one operation, such as `access.grant`, whatever it is made of. */
export interface Call {
  operation: string;
  route: Route;
  input: Record<string, unknown>;
  options: CallOptions;
}

/** Builds a port by making one function per route: the only place where the derived type is asserted. */
export function portFromRoutes<G extends RouteGroups>(groups: G, answer: (call: Call) => Promise<unknown>): Port<G> {
  const port: Record<string, Record<string, unknown>> = {};
  for (const { group, name, route } of listRoutes(groups)) {
    port[group] ??= {};
    if (route.events) continue;
    port[group][name] = (input: Record<string, unknown>, options: CallOptions = {}) =>
      answer({ operation: `${group}.${name}`, route, input, options });
  }
  return port as unknown as Port<G>;
}

/** Any method of a port, for those who loop the table. */
type AnyMethod<Options> = (input: Record<string, unknown>, options: Options) => Promise<unknown>;

/** The method of a port by name; undefined where a backend lacks it. */
export function findMethod<Options = CallOptions>(
  port: object,
  group: string,
  name: string,
): AnyMethod<Options> | undefined {
  const groups = port as Record<string, Record<string, AnyMethod<Options> | undefined> | undefined>;
  return groups[group]?.[name];
}

/** Every route of some groups, with its names. */
export function listRoutes(groups: RouteGroups): { group: string; name: string; route: Route }[] {
  return Object.entries(groups).flatMap(([group, routes]) =>
    Object.entries(routes).map(([name, route]) => ({ group, name, route })),
  );
}

/** The names of a path's parameters, in order. */
export function pathParams(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(match => match[1] ?? '');
}
