import type { OidcConfig, ServerConfig, ServerSettings } from '../config.ts';

/** Where a value stands in the configuration. */
type ConfigPath =
  | Exclude<keyof ServerConfig, 'oidc' | 'settings'>
  | `oidc.${keyof OidcConfig}`
  | `settings.${keyof ServerSettings}`;

/** One environment variable. Parsing, errors, usage, the documentation and the example file derive from it. */
export interface Setting {
  variable: string;
  path: ConfigPath;
  /** What counts where it is not given, written as in the environment. */
  default?: string;
  /** What happens where it is not given, in words; for a value that no constant text stands for. */
  unset?: string;
  /** One sentence. */
  meaning: string;
  /** A value that can be used. Of a secret: how one is made. */
  example: string;
  /** What a value that is refused should have been; begins with `must`. */
  mustBe: string;
  /** The names that it is made of, so that whoever mistyped one is told which was meant. */
  names?: readonly string[];
  /** Paragraphs for its page. */
  notes: readonly string[];
  /**
   * Values are never shown: nothing of them, or, of a URL, no password. A secret can also come from the file
   * that `<variable>_FILE` names.
   */
  secret?: 'whole' | 'password';
  /** How its text is read; as it is unless told. The configuration's schema judges what comes out. */
  parse?: (text: string) => unknown;
}

/** The name of the variable that names a file with the value, as containers get their secrets. */
export function fileVariable({ variable }: Pick<Setting, 'variable'>): string {
  return `${variable}_FILE`;
}

/** Settings that belong together, under one heading. */
export interface SettingGroup {
  title: string;
  settings: readonly Setting[];
}

/** Texts separated by commas, spaces or line breaks. */
export function list(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
