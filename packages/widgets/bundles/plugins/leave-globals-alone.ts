import type { Plugin } from 'vite';
import { refuse } from './refuse.ts';

/**
 * Lit notes its version on `window` and gives `Symbol` a property for decorators that this bundle has none of. Without
 * both, the page's globals stay as they were.
 */
export function leaveGlobalsAlone(): Plugin {
  return {
    name: 'portico-leave-globals-alone',
    transform(code, id) {
      if (!/\/(reactive-element|lit-html|lit-element)\.js$/.test(id)) return undefined;
      const quiet = code
        .replace(/Symbol\.metadata\?\?=[^;]*;/, '')
        .replace(/const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{[^}]*\}/, '')
        .replace(/,?\(\w\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/, '');
      return { code: quiet, map: null };
    },
    generateBundle: refuse(
      /Symbol\.metadata|litPropertyMetadata|Versions\?\?=/,
      'Lit writes its globals in another way now: leaveGlobalsAlone must follow',
    ),
  };
}
