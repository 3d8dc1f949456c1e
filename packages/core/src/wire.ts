import type * as z from 'zod/mini';
import { statusOf } from './error-status.ts';
import { type ErrorCode, isErrorCode, PorticoError } from './errors.ts';
import { Id } from './id.ts';
import { pathParams, type Route } from './route.ts';

/** The version of the API, the first segment of every path. */
export const apiPrefix = '/v1';

/** An input as the parts of a request: path with its ids, query, JSON body. */
export function writeRequest(route: Route, input: Record<string, unknown>) {
  const rest = { ...input };
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const id = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(id);
  });
  if (route.body) return { path, search: new URLSearchParams(), body: rest };
  const given = Object.entries(rest).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return { path, search: new URLSearchParams(given), body: undefined };
}

/** The parts of a request as a method's input; throws `invalid-request` with what is wrong in which field. */
export function readRequest(
  route: Route,
  parts: { params: Record<string, string>; search: URLSearchParams; body: unknown },
): Record<string, unknown> {
  return {
    ...Object.fromEntries(pathParams(route.path).map(name => [name, parse(Id, parts.params[name], name)])),
    ...(route.query ? parse(route.query, Object.fromEntries(parts.search)) : {}),
    ...(route.body ? parse(route.body, parts.body) : {}),
  };
}

/** An input as a server reads it off the wire: checked, and without what no field is for. */
export function checkInput(route: Route, input: Record<string, unknown>): Record<string, unknown> {
  const { search, body } = writeRequest(route, input);
  const params = Object.fromEntries(pathParams(route.path).map(name => [name, String(input[name])]));
  return readRequest(route, { params, search, body });
}

/** An error as RFC 9457 writes it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  fields?: Readonly<Record<string, string>> | undefined;
  retryAfter?: number | undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc9457 */
export function writeProblem(error: PorticoError): Problem {
  return {
    type: `urn:portico:error:${error.code}`,
    title: error.message,
    status: statusOf(error.code),
    code: error.code,
    fields: error.fields,
    retryAfter: error.retryAfter,
  };
}

/** The error that a failed answer tells of; one that is not ours (a proxy's HTML) is named by its status. */
export function readProblem(status: number, body: unknown, retryAfter?: number): PorticoError {
  const problem: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  if (!isErrorCode(problem.code))
    return new PorticoError(codeOfStatus(status), { message: `HTTP ${status}`, retryAfter });
  return new PorticoError(problem.code, {
    message: String(problem.title ?? problem.code),
    fields: readFields(problem.fields),
    retryAfter: typeof problem.retryAfter === 'number' ? problem.retryAfter : retryAfter,
  });
}

function readFields(fields: unknown): Record<string, string> | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined;
  return Object.fromEntries(Object.entries(fields).map(([path, code]) => [path, String(code)]));
}

function codeOfStatus(status: number): ErrorCode {
  const codes: Record<number, ErrorCode> = {
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'not-found',
    413: 'too-large',
    429: 'rate-limited',
    501: 'unsupported',
    502: 'unavailable',
    503: 'unavailable',
    504: 'unavailable',
  };
  return codes[status] ?? (status >= 500 ? 'server-error' : 'bad-answer');
}

function parse<T>(schema: z.ZodMiniType<T>, value: unknown, name = ''): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map(issue => [
    [name, ...issue.path].filter(part => part !== '').join('.'),
    fieldProblem(issue),
  ]);
  throw new PorticoError('invalid-request', {
    message: 'the request does not fit',
    fields: Object.fromEntries(fields),
  });
}

/** A check of ours names its problem; any other is a value of the wrong form, or none at all. */
function fieldProblem(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' || /^[a-z]+(-[a-z]+)+$/.test(issue.message)) return issue.message;
  return issue.code === 'invalid_type' && issue.input === undefined ? 'required' : 'invalid';
}
