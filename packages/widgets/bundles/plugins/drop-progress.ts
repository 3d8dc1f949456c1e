import type { Plugin } from 'vite';
import { refuse } from './refuse.ts';

/** No call of the adapter watches how far an upload or a download is: what ky does for those who do goes away. */
export function dropProgress(): Plugin {
  return {
    name: 'portico-drop-progress',
    transform(code, id) {
      if (!id.endsWith('/ky/distribution/core/Ky.js')) return undefined;
      return { code: code.replaceAll(/\w+\.#options\.on(Up|Down)loadProgress/g, 'undefined'), map: null };
    },
    generateBundle: refuse(/\.on(Up|Down)loadProgress/, 'ky asks for progress elsewhere now: dropProgress must follow'),
  };
}
