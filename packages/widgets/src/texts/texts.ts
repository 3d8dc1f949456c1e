import { type ErrorCode, isPorticoError } from '@portico/core';
import { en } from './en.ts';

/** A complete catalogue; every language satisfies it. */
export type Texts = typeof en;

/** Single texts in place of the catalogue's own, by group. */
export type TextOverrides = { [Group in keyof Texts]?: Partial<Texts[Group]> };

/** The English catalogue with a host's texts in place of some of its own. */
export function withOverrides(overrides: TextOverrides = {}): Texts {
  const groups = Object.entries(en).map(([name, group]) => [name, { ...group, ...overrides[name as keyof Texts] }]);
  return Object.fromEntries(groups) as Texts;
}

/** What to tell a person about a failure; one that is not ours counts as the server's. */
export function errorText(texts: Texts, error: unknown): string {
  const known: Partial<Record<ErrorCode, string>> = texts.error;
  return known[errorCode(error)] ?? texts.error['server-error'];
}

/** The title of a failure: what was not done, or that nobody knows, since an answer that was lost tells nothing. */
export function failureTitle(texts: Texts, error: unknown, undone: string): string {
  return /network|timeout|server|answer|unavailable/.test(errorCode(error)) ? texts.state.unknown : undone;
}

/** The code of a failure. */
export function errorCode(error: unknown): ErrorCode {
  return isPorticoError(error) ? error.code : 'server-error';
}
