import type { Plugin } from 'vite';

/**
 * Tells a browser to compile a module's functions while it loads, in the background, and not one by one when the page
 * waits for them: most of them run at the start. Browsers that do not know the comment pass over it.
 * @see https://v8.dev/blog/explicit-compile-hints
 */
export function compileAtOnce(): Plugin {
  return {
    name: 'portico-compile-at-once',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      }
    },
  };
}
