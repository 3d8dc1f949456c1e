import type { Plugin } from 'vite';

/** Takes the spaces out of stylesheets before they are part of the code. */
export function compactStyles(): Plugin {
  return {
    name: 'portico-compact-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/widgets\/src\/.*\.ts$/.test(id)) return undefined;
      const compact = code.replace(/\bcss`[^`]*`/g, css =>
        css
          .replace(/\s+/g, ' ')
          .replace(/ ?([{};,>`]) ?/g, '$1')
          .replace(/: /g, ':')
          .replace(/;}/g, '}'),
      );
      return { code: compact, map: null };
    },
  };
}
