import { defaultClientConditions, defineConfig } from 'vite';
import {
  compactStyles,
  dropProgress,
  dropRequestSchemas,
  isolateZod,
  keepSafeParse,
  leaveGlobalsAlone,
  minifyAgain,
  staticProperties,
} from './bundles/plugins.ts';
import { publishedFiles } from './bundles/published-files.ts';

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  resolve: { conditions: ['source', ...defaultClientConditions] },
  plugins: [
    isolateZod(),
    keepSafeParse(),
    leaveGlobalsAlone(),
    dropRequestSchemas(),
    dropProgress(),
    staticProperties(),
    compactStyles(),
    minifyAgain(),
    publishedFiles(`${import.meta.dirname}/src/themes`),
  ],
  build: {
    lib: { entry: 'bundles/record-page.ts', formats: ['es'], fileName: () => 'record-page.js' },
    emptyOutDir: false,
    target: 'es2022',
    rolldownOptions: {
      // Minifying twice takes most of the time, and is meant to.
      checks: { pluginTimings: false },
      // Told by the name alone: whatever is called for its effect must have another one.
      treeshake: { manualPureFunctions: ['z', 'line', 'page'] },
      output: { minify: true, codeSplitting: false },
    },
  },
});
