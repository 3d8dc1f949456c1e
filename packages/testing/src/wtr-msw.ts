import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { TestRunnerPlugin } from '@web/test-runner';
import { build } from 'esbuild';

const entries = ['msw', 'msw/browser', 'msw/http'];
const root = '/__msw/';

/**
 * MSW reaches CommonJS packages that a browser cannot load, so its entries are bundled once.
 * The entries share chunks: `msw` and `msw/browser` must know the same classes.
 * @param resolveFrom a file or folder of a package that depends on msw
 */
export function mswPlugin(resolveFrom: string): TestRunnerPlugin {
  const files = new Map<string, string>();
  const nameOf = (entry: string) => entry.replace('/', '-');
  return {
    name: 'msw',
    async serverStart() {
      const { outputFiles } = await build({
        entryPoints: Object.fromEntries(entries.map(entry => [nameOf(entry), entry])),
        absWorkingDir: resolveFrom,
        bundle: true,
        splitting: true,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        outdir: root,
        write: false,
        logLevel: 'error',
      });
      for (const file of outputFiles) files.set(file.path, file.text);
      const worker = createRequire(`${resolveFrom}/`).resolve('msw/mockServiceWorker.js');
      files.set('/mockServiceWorker.js', await readFile(worker, 'utf8'));
    },
    resolveImport({ source }) {
      return entries.includes(source) ? `${root}${nameOf(source)}.js` : undefined;
    },
    serve({ path }) {
      const body = files.get(path);
      return body === undefined ? undefined : { body, type: 'js' };
    },
  };
}
