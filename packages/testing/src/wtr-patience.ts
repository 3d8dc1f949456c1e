import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';

const address = '/__patient-testing.js';
const patience = 20_000;

/**
 * Lets `waitUntil` of `@open-wc/testing` wait long: its own second is over on a busy machine before a browser has
 * answered, and then the machine decides the test.
 * @param rootDir what the runner serves
 * @param resolveFrom a folder of a package that depends on `@open-wc/testing`
 */
export function patiencePlugin(rootDir: string, resolveFrom: string): TestRunnerPlugin {
  const file = createRequire(`${resolveFrom}/`).resolve('@open-wc/testing');
  const original = `/${relative(rootDir, file).split(sep).join('/')}`;
  const body = `
    import { waitUntil as wait } from '${original}';
    export * from '${original}';
    export const waitUntil = (isSo, message, { timeout = 0, ...options } = {}) =>
      wait(isSo, message, { ...options, timeout: Math.max(timeout, ${patience}) });`;
  return {
    name: 'patience',
    resolveImport: ({ source }) => (source === '@open-wc/testing' ? address : undefined),
    serve: ({ path }) => (path === address ? { body, type: 'js' } : undefined),
  };
}
