import { defaultClientConditions, defineConfig } from 'vite';

/**
 * Two pages, each built by itself so that neither pays for the other: the client's, and in the mode `admin` that of
 * staff. They run under a strict CSP: nothing inline, nothing from elsewhere.
 */
export default defineConfig(({ mode }) => {
  const isAdmin = mode === 'admin';
  return {
    root: import.meta.dirname,
    base: isAdmin ? '/admin/' : '/portal/',
    resolve: { conditions: ['source', ...defaultClientConditions] },
    build: {
      outDir: isAdmin ? 'dist/admin' : 'dist/portal',
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: isAdmin ? 'admin.html' : 'index.html',
        // Icons and schemas that a page does not use leave it.
        // Told by the name alone: whatever is called for its effect must have another one.
        treeshake: { manualPureFunctions: ['z', 'line', 'page', 'svg'] },
      },
    },
  };
});
