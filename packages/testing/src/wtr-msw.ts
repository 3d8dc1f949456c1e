import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { TestRunnerPlugin } from '@web/test-runner';
import { bundledPlugin } from './wtr-bundled.ts';

/**
 * MSW, which reaches CommonJS packages, and its worker.
 * @param resolveFrom a folder of a package that depends on msw
 */
export function mswPlugin(resolveFrom: string): TestRunnerPlugin {
  const worker = createRequire(`${resolveFrom}/`).resolve('msw/mockServiceWorker.js');
  return bundledPlugin({
    name: 'msw',
    entries: ['msw', 'msw/browser', 'msw/http'],
    resolveFrom,
    files: async () => ({ '/mockServiceWorker.js': await readFile(worker, 'utf8') }),
  });
}
