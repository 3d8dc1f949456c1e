import { defaultClientConditions, defineConfig } from 'vite';
import { compactStyles, dropRequestSchemas, isolateZod, minifyAgain } from './bundles/plugins.ts';

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  resolve: { conditions: ['source', ...defaultClientConditions] },
  plugins: [isolateZod(), dropRequestSchemas(), compactStyles(), minifyAgain()],
  build: {
    lib: { entry: 'bundles/record-page.ts', formats: ['es'], fileName: () => 'record-page.js' },
    emptyOutDir: false,
    target: 'es2022',
    rolldownOptions: {
      treeshake: { manualPureFunctions: ['z', 'line', 'page'] },
      output: { minify: true, codeSplitting: false },
    },
  },
});
