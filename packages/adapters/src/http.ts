import {
  type BackendAdapter,
  type backendRoutes,
  defineAdapter,
  type Port,
  portFromRoutes,
  type RouteGroups,
} from '@portico/core';
import { createEventStream } from './http/event-stream.ts';
import { type Connection, connect } from './http/send.ts';

export type { Connection, GetAccessToken } from './http/send.ts';

/** Calls any server that serves these routes: the port of some route groups, over HTTP. */
export function portOverHttp<G extends RouteGroups>(groups: G, connection: Connection): Port<G> {
  const { send } = connect(connection);
  return portFromRoutes(groups, send);
}

/** The groups a page uses; it pays only for those. */
type SomeGroups = { [G in keyof typeof backendRoutes]?: (typeof backendRoutes)[G] };

/** The backend that a Portico server offers, as far as the given route groups reach. */
export function httpAdapter({ groups, ...connection }: Connection & { groups: SomeGroups }): BackendAdapter {
  const { send, open, token } = connect(connection);
  const port = portFromRoutes(groups as RouteGroups, send);
  if (!groups.events) return defineAdapter(port);
  return defineAdapter({ ...port, subscribe: createEventStream({ open, token, name: connection.baseUrl }) });
}
