import type { Token } from './tokens.data.ts';

/** The value of one token in each colour scheme; what is no colour is the same in both. */
export interface SchemeValue {
  light: string;
  dark: string;
}

/** What was chosen, by token; a token that is not there follows the widgets' own value. */
export type ThemeValues = Record<string, SchemeValue>;

/** Reads `light-dark(a, b)`, or one value for both. */
export function readValue(text: string): SchemeValue {
  const [, light, dark] = /^light-dark\(([^,]+), ([^,]+)\)$/.exec(text) ?? [];
  return light && dark ? { light, dark } : { light: text, dark: text };
}

/** Writes a value the way a stylesheet has it. */
function writeValue({ light, dark }: SchemeValue): string {
  return light === dark ? light : `light-dark(${light}, ${dark})`;
}

/** The values that a theme's stylesheet sets. */
export function readTheme(css: string): ThemeValues {
  const set = css.matchAll(/(--portico-[\w-]+): ([^;]+);/g);
  return Object.fromEntries([...set].map(([, name = '', text = '']) => [name, readValue(text)]));
}

/** The rule that a page copies: only what differs from what widgets do by themselves. */
export function writeTheme(values: ThemeValues, tokens: readonly Token[]): string {
  const lines = tokens.flatMap(({ name, standard }) => {
    const value = values[name];
    const text = value && writeValue(value);
    return text && text !== standard ? `  ${name}: ${text};` : [];
  });
  return lines.length
    ? `portico-provider {\n${lines.join('\n')}\n}`
    : '/* Nothing differs from the plain theme yet. */';
}
