import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

/** Closes a `node --test` run with one plain line; a file without tests, or no file at all, is a failure. */
export default async function* summary(source: AsyncIterable<TestEvent>) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details.type === 'suite') continue;
    const isFile =
      data.file !== undefined && (data.name === data.file || data.name === relative(process.cwd(), data.file));
    if (isFile && type === 'test:pass') {
      failed++;
      yield `✗ ${data.name}: the file has no tests\n`;
    } else if (type === 'test:fail') failed++;
    else if (data.skip !== undefined || data.todo !== undefined) skipped++;
    else passed++;
  }
  if (passed + failed + skipped === 0) {
    failed++;
    yield '✗ no test was found\n';
  }
  if (failed > 0)
    process.once('exit', () => {
      process.exitCode = 1;
    });
  yield `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
}
