import { defaultClientConditions, defineConfig } from 'vite';
import { compactStyles } from './bundles/plugins/compact-styles.ts';
import { compileAtOnce } from './bundles/plugins/compile-at-once.ts';
import { dropProgress } from './bundles/plugins/drop-progress.ts';
import { dropRequestSchemas } from './bundles/plugins/drop-request-schemas.ts';
import { isolateZod } from './bundles/plugins/isolate-zod.ts';
import { keepSafeParse } from './bundles/plugins/keep-safe-parse.ts';
import { leaveGlobalsAlone } from './bundles/plugins/leave-globals-alone.ts';
import { minifyAgain } from './bundles/plugins/minify-again.ts';
import { staticProperties } from './bundles/plugins/static-properties.ts';
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
    compileAtOnce(),
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
