import { ensureProgram } from './browser.ts';
import { countsOf, runStep } from './step.ts';

const nodeTest = [
  'node',
  '--conditions=source',
  '--test',
  '--test-timeout=300000',
  '--test-concurrency=3',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./packages/testing/src/node-summary.ts',
  '--test-reporter-destination=stdout',
];

const serverTests = [...nodeTest, 'packages/server/src/**/*.test.ts'];

/** Everything that must hold, cheapest first. */
const steps: [title: string, command: string[]][] = [
  ['check', ['pnpm', 'check']],
  ['build', ['pnpm', 'build:packages']],
  ['documentation', ['pnpm', 'docs:build']],
  ['rules, adapters, mocks', [...nodeTest, 'packages/{core,adapters,mocks,testing}/src/**/*.test.ts']],
  ['server on PGlite', serverTests],
  ['server on PostgreSQL', ['node', 'packages/testing/src/with-postgres.ts', ...serverTests]],
  [
    'examples, bundles',
    [...nodeTest, 'examples/{admin,crm}/src/**/*.test.ts', 'packages/{widgets,react,portal}/src/**/*.node.test.ts'],
  ],
  ['widgets, React and portal in a browser', ['pnpm', 'test:browser']],
  ['end to end', [...nodeTest, 'packages/testing/e2e/*.test.ts']],
];

process.env.CHROMIUM = ensureProgram('chromium');
const total = { passed: 0, failed: 0 };
for (const [title, command] of steps) {
  console.log(`\n── ${title}`);
  const { passed, failed } = countsOf(await runStep(command));
  total.passed += passed;
  total.failed += failed;
}
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
