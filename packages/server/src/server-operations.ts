import type { Route, RouteInput, RouteOutput, serverRoutes } from '@portico/core';
import type { StaffProof } from './principal/staff-token.ts';

/** What an operation of the server itself is told about its call, beside its input. */
export interface ServerCall {
  /** The request's headers: its cookies and what it tells of the browser. */
  headers: Headers;
  /** The network the request comes from, as limits count it. */
  network: string;
  /** Headers to be sent with the answer: cookies. */
  answer: Headers;
  /** The user who is signed in; only on routes for clients. */
  userId: string | undefined;
  /** The member of staff who is signed in on the admin pages; only on routes for them. */
  staff: StaffProof | undefined;
}

type ServerRoutes = typeof serverRoutes;

/** The operations that are the server's own; a group that is missing is answered with `unsupported`. */
export type ServerOperations = {
  [G in keyof ServerRoutes]?: {
    [M in keyof ServerRoutes[G]]: ServerRoutes[G][M] extends infer R extends Route
      ? (input: RouteInput<R>, call: ServerCall) => Promise<RouteOutput<R>>
      : never;
  };
};
