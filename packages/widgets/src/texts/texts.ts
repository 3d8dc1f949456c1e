import { type ErrorCode, isPorticoError } from '@portico/core';
import type * as en from './en.ts';

/** A complete catalogue, in groups; every language satisfies it. */
export type Texts = typeof en;

/** Single texts in place of the catalogue's own, by group. */
export type TextOverrides = { [Group in keyof Texts]?: Partial<Texts[Group]> };

/** What every widget says beside its own. */
export type CommonTexts = Pick<Texts, 'error' | 'state'>;

/** Some groups of a catalogue, with a host's texts in place of some of theirs. */
export function withOverrides<T extends Partial<Texts>>(own: T, overrides: TextOverrides | undefined): T {
  const groups = Object.entries(own).map(([name, group]) => [name, { ...group, ...overrides?.[name as keyof Texts] }]);
  return Object.fromEntries(groups) as T;
}

/** What to tell a person about a failure; one that is not ours counts as the server's. */
export function errorText(texts: CommonTexts, error: unknown): string {
  const known: Partial<Record<ErrorCode, string>> = texts.error;
  return known[errorCode(error)] ?? texts.error['server-error'];
}

/** The title of a failure: what was not done, or that nobody knows, since an answer that was lost tells nothing. */
export function failureTitle(texts: CommonTexts, error: unknown, undone: string): string {
  return /network|timeout|server|answer|unavailable/.test(errorCode(error)) ? texts.state.unknown : undone;
}

/** The code of a failure. */
export function errorCode(error: unknown): ErrorCode {
  return isPorticoError(error) ? error.code : 'server-error';
}
