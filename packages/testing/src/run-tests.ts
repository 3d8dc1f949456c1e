import { spawn } from 'node:child_process';
import { ensureBrowser } from './browser.ts';

const nodeTest = [
  'node',
  '--conditions=source',
  '--test',
  '--test-timeout=120000',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./packages/testing/src/node-summary.ts',
  '--test-reporter-destination=stdout',
];

const serverTests = [...nodeTest, '--test-concurrency=2', 'packages/server/src/**/*.test.ts'];

/** Everything that must hold, cheapest first; a step that prints no count of its own counts as one. */
const steps: [title: string, command: string[]][] = [
  ['check', ['pnpm', 'check']],
  ['build', ['pnpm', 'build']],
  ['rules, adapters, mocks', [...nodeTest, 'packages/{core,adapters,mocks,testing}/src/**/*.test.ts']],
  ['server on PGlite', serverTests],
  ['server on PostgreSQL', ['node', 'packages/testing/src/with-postgres.ts', ...serverTests]],
  [
    'examples, bundles',
    [...nodeTest, 'examples/*/src/**/*.test.ts', 'packages/{widgets,portal}/src/**/*.node.test.ts'],
  ],
  ['widgets and portal in a browser', ['pnpm', 'test:browser']],
  ['end to end', [...nodeTest, '--test-concurrency=1', 'packages/testing/e2e/*.test.ts']],
];

process.env.CHROMIUM = ensureBrowser();
let passed = 0;
let failed = 0;
for (const [title, command] of steps) {
  console.log(`\n── ${title}`);
  const { code, output } = await run(command);
  const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  if (counts) {
    passed += Number(counts[1]);
    failed += Number(counts[2]);
  } else if (code === 0) passed += 1;
  if (code !== 0 && !Number(counts?.[2])) failed += 1;
}
process.exitCode = failed > 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed`);

/** Runs one command with what it prints on show, and keeps that. */
function run([command = '', ...args]: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('error', reject);
    child.on('close', code => resolve({ code: code ?? 1, output }));
  });
}
