import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';

const address = '/__patient-testing.js';
const patience = 20_000;

/**
 * Lets `waitUntil` of `@open-wc/testing` wait long: its own second is over on a busy machine before a browser has
 * answered, and then the machine decides the test. It leaves no timer behind, which a test may look for.
 * @param rootDir what the runner serves
 * @param resolveFrom a folder of a package that depends on `@open-wc/testing`
 */
export function patiencePlugin(rootDir: string, resolveFrom: string): TestRunnerPlugin {
  const file = createRequire(`${resolveFrom}/`).resolve('@open-wc/testing');
  const original = addressOf(relative(rootDir, file).split(sep));
  const body = `
    export * from '${original}';
    export async function waitUntil(isSo, message = 'what was waited for', { timeout = 0, interval = 50 } = {}) {
      const late = new Error(\`Timeout: \${message}\`);
      const end = performance.now() + Math.max(timeout, ${patience});
      while (!(await isSo())) {
        if (performance.now() > end) throw late;
        await new Promise(resolve => setTimeout(resolve, interval));
      }
    }`;
  return {
    name: 'patience',
    resolveImport: ({ source }) => (source === '@open-wc/testing' ? address : undefined),
    serve: ({ path }) => (path === address ? { body, type: 'js' } : undefined),
  };
}

/** Where the runner serves a file, be it beside its root: https://modern-web.dev/docs/dev-server/ */
function addressOf(path: string[]): string {
  const up = path.lastIndexOf('..') + 1;
  return up === 0 ? `/${path.join('/')}` : `/__wds-outside-root__/${up}/${path.slice(up).join('/')}`;
}
