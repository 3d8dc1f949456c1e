import { type ErrorCode, isPorticoError, PorticoError } from '@portico/core';

/** The codes that a route group may answer beside the common ones. */
export type ErrorsOf<Group> = {
  [Method in keyof Group]: Group[Method] extends { errors: readonly (infer Code)[] } ? Code : never;
}[keyof Group];

/** What any call may fail with. */
export type CommonErrorCode =
  | 'invalid-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'too-large'
  | 'unsupported'
  | 'server-error'
  | 'unavailable'
  | 'network'
  | 'timeout'
  | 'bad-answer';

/** What went wrong; `seconds` is how long to wait, where the server said so. */
export type ErrorText = (seconds?: number) => string;

type ErrorTexts = Readonly<Partial<Record<ErrorCode, ErrorText>> & Record<'server-error', ErrorText>>;

/** The text of a failure, if there is one; a code that no page should meet is told like a server's error. */
export function textOf(failure: PorticoError | undefined, texts: ErrorTexts): string | undefined {
  if (!failure) return undefined;
  const text = Object.hasOwn(texts, failure.code) ? texts[failure.code] : undefined;
  return (text ?? texts['server-error'])(failure.retryAfter);
}

/** What was thrown, as the port's error. A mistake of ours is reported too, and looks to people like a server's. */
export function failureOf(thrown: unknown): PorticoError {
  if (isPorticoError(thrown)) return thrown;
  reportError(thrown);
  return new PorticoError('server-error', { cause: thrown });
}
