import type { Reporter, TestSession } from '@web/test-runner';

type Suite = NonNullable<TestSession['testResults']>;
type Counts = { passed: number; skipped: number; failed: string[] };

/** Prints every failure and one closing line; a file without tests is a failure. */
export function summaryReporter(): Reporter {
  return {
    stop({ sessions }) {
      const total: Counts = { passed: 0, skipped: 0, failed: [] };
      for (const session of sessions) {
        const counts = countSession(session);
        total.passed += counts.passed;
        total.skipped += counts.skipped;
        total.failed.push(...counts.failed.map(text => `${session.testFile} [${session.browser.name}]\n  ${text}`));
        if (counts.failed.length > 0) for (const log of session.logs) console.error('  browser log:', ...log);
      }
      for (const failure of total.failed) console.error(`\n✗ ${failure}`);
      // The runner exits by its own verdict, which lets a file without tests pass.
      if (total.failed.length > 0)
        process.once('exit', () => {
          process.exitCode = 1;
        });
      const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
      console.log(`\n${total.passed} passed, ${total.failed.length} failed${skipped}`);
    },
  };
}

function countSession(session: TestSession): Counts {
  const counts = session.testResults ? countSuite(session.testResults) : { passed: 0, skipped: 0, failed: [] };
  counts.failed.push(...session.errors.map(describeError));
  if (counts.passed + counts.skipped + counts.failed.length === 0) counts.failed.push('the file has no tests');
  return counts;
}

function countSuite(suite: Suite): Counts {
  const counts: Counts = { passed: 0, skipped: 0, failed: [] };
  for (const test of suite.tests) {
    if (test.skipped) counts.skipped++;
    else if (test.passed) counts.passed++;
    else counts.failed.push(`${test.name}: ${test.error ? describeError(test.error) : 'did not run'}`);
  }
  for (const child of suite.suites) {
    const inner = countSuite(child);
    counts.passed += inner.passed;
    counts.skipped += inner.skipped;
    counts.failed.push(...inner.failed.map(text => `${child.name} › ${text}`));
  }
  return counts;
}

function describeError({ message, stack }: { message?: string; stack?: string }): string {
  return [message, stack].filter(Boolean).join('\n');
}
