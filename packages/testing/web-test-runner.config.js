import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { mswPlugin } from './src/wtr-msw.ts';
import { summaryReporter } from './src/wtr-summary.ts';
import { widgetsPlugin } from './src/wtr-widgets.ts';

const path = relative => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

export default {
  files: process.env.WTR_FILES ?? [path('packages/{widgets,portal}/src/**/*.test.ts'), '!**/*.node.test.ts'],
  rootDir: path(''),
  nodeResolve: { exportConditions: ['source', 'development'] },
  plugins: [
    mswPlugin(path('packages/mocks')),
    widgetsPlugin(path('packages/widgets/src')),
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: path('tsconfig.base.json') }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      },
    }),
  ],
  testFramework: { config: { forbidOnly: true, timeout: 10_000 } },
  testRunnerHtml: testFramework => `<!doctype html><html lang="en"><title>Tests</title><body>
    <script>
      // Mocha lets a rejected promise nobody waits for pass; as an uncaught error it fails the running test.
      addEventListener('unhandledrejection', event => { throw event.reason; });
    </script>
    <script type="module" src="${testFramework}"></script></body></html>`,
  reporters: [summaryReporter()],
};
