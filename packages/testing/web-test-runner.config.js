import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { browserLauncher } from './src/wtr-browser.ts';
import { mswPlugin } from './src/wtr-msw.ts';
import { patiencePlugin } from './src/wtr-patience.ts';
import { reactPlugin } from './src/wtr-react.ts';
import { summaryReporter } from './src/wtr-summary.ts';
import { widgetsPlugin } from './src/wtr-widgets.ts';

const path = relative => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

export default {
  files: process.env.WTR_FILES ?? [
    path('packages/{widgets,react,portal}/src/**/*.test.ts'),
    path('examples/headless/src/**/*.test.ts'),
    '!**/*.node.test.ts',
  ],
  rootDir: path(''),
  nodeResolve: { exportConditions: ['source', 'development'] },
  plugins: [
    patiencePlugin(path(''), path('packages/widgets')),
    mswPlugin(path('packages/mocks')),
    reactPlugin(path('packages/react')),
    widgetsPlugin(),
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: path('tsconfig.base.json') }),
  ],
  browsers: [browserLauncher(process.env.WTR_BROWSER ?? 'chromium')],
  // They only end what hangs: a busy machine takes long to start a browser, and to load a file in it.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 600_000,
  testFramework: { config: { forbidOnly: true, timeout: 30_000 } },
  testRunnerHtml: testFramework => `<!doctype html><html lang="en"><title>Tests</title><body>
    <script>
      // Mocha lets a rejected promise nobody waits for pass; as an uncaught error it fails the running test.
      addEventListener('unhandledrejection', event => { throw event.reason; });
    </script>
    <script type="module" src="${testFramework}"></script></body></html>`,
  reporters: [summaryReporter()],
};
