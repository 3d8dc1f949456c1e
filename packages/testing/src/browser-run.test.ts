import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ensureProgram } from './browser.ts';
import { runInBrowser } from './browser-run.ts';
import { countsOf, type Outcome, printedCounts } from './step.ts';

const found = () => '/usr/bin/some-browser';
const outcome = (code: number, printed?: Outcome['printed']) => async () => ({ code, printed });

test('a browser that cannot be had is a failure that says what to do', async () => {
  const bare = { env: {}, exists: () => false };
  for (const [browser, problem] of [
    ['firefox', /^Firefox was not found.*apt-get install firefox-esr/],
    ['webkit', /^WebKitWebDriver was not found.*apt-get install webkit2gtk-driver/],
  ] as const) {
    const run = await runInBrowser(browser, program => ensureProgram(program, bare), outcome(0));
    assert.equal(run.failed, 1);
    assert.match(run.problem ?? '', problem);
  }
});

test('the command fails where one browser does, and says of each how it went', () => {
  const script = fileURLToPath(new URL('run-browsers.ts', import.meta.url));
  const run = spawnSync(process.execPath, [script, 'netscape', 'mosaic'], { encoding: 'utf8' });
  assert.equal(run.status, 1);
  assert.match(run.stdout, /^netscape: There is no such browser.*\nmosaic: There is no such browser/m);
  assert.match(run.stdout, /\n0 passed, 2 failed\n$/);
});

test('a browser that nobody knows is a failure', async () => {
  const { failed, problem } = await runInBrowser('netscape', found, outcome(0, { passed: 5, failed: 0 }));
  assert.deepEqual([failed, problem], [1, 'There is no such browser: chromium, firefox, webkit.']);
});

test('a browser without one of its programs is a failure, and no test is started', async () => {
  const ensure = (name: string) => {
    if (name === 'xvfb') throw new Error('Xvfb was not found.');
    return '/usr/bin/WebKitWebDriver';
  };
  const run = () => assert.fail('the tests were started');
  assert.deepEqual(await runInBrowser('webkit', ensure, run), { passed: 0, failed: 1, problem: 'Xvfb was not found.' });
});

test('a browser in which no test ran is a failure, however the runner ended', async () => {
  for (const run of [outcome(0), outcome(1), outcome(0, { passed: 0, failed: 0 })]) {
    assert.deepEqual(await runInBrowser('firefox', found, run), { passed: 0, failed: 1, problem: 'No test ran.' });
  }
});

test('the runner is told which browser to use, and its counts are taken', async () => {
  const asked: unknown[] = [];
  const counts = await runInBrowser('firefox', found, async (command, env) => {
    asked.push(command, env?.WTR_BROWSER);
    return { code: 1, printed: { passed: 3, failed: 2 } };
  });
  assert.deepEqual(asked, [['pnpm', 'test:browser'], 'firefox']);
  assert.deepEqual(counts, { passed: 3, failed: 2 });
});

test('a command that ends badly has failed, whatever it has printed', () => {
  assert.deepEqual(countsOf({ code: 1, printed: { passed: 3, failed: 0 } }), { passed: 3, failed: 1 });
  assert.deepEqual(countsOf({ code: 1, printed: undefined }), { passed: 0, failed: 1 });
  assert.deepEqual(countsOf({ code: 0, printed: undefined }), { passed: 1, failed: 0 });
});

test('the last count a command prints is its own', () => {
  assert.deepEqual(printedCounts('1 passed, 1 failed\nmore\n12 passed, 0 failed, 1 skipped\n'), {
    passed: 12,
    failed: 0,
  });
  assert.equal(printedCounts('all good'), undefined);
});
