import { browsers } from './browser.ts';
import { runInBrowser } from './browser-run.ts';

// Runs the widgets' and the portal's tests in every browser, or in those that are named, one after another:
//   npm run test:browsers -- [BROWSER …]

const asked = process.argv.slice(2);
const summary: string[] = [];
const total = { passed: 0, failed: 0 };
for (const name of asked.length > 0 ? asked : Object.keys(browsers)) {
  console.log(`\n── ${name}`);
  const { passed, failed, problem } = await runInBrowser(name);
  if (problem) console.error(`✗ ${problem}`);
  summary.push(`${name}: ${problem ?? `${passed} passed, ${failed} failed`}`);
  total.passed += passed;
  total.failed += failed;
}
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${summary.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
