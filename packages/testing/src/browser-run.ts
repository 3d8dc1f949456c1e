import { browsers, ensureProgram, isBrowserName } from './browser.ts';
import { type Counts, countsOf, runStep } from './step.ts';

export interface BrowserRun extends Counts {
  /** Why its tests could not run. */
  problem?: string;
}

/** Runs the widgets' and the portal's tests in one browser. One that they cannot run in is a failure, never skipped. */
export async function runInBrowser(name: string, ensure = ensureProgram, run = runStep): Promise<BrowserRun> {
  if (!isBrowserName(name)) return impossible(`There is no such browser: ${Object.keys(browsers).join(', ')}.`);
  try {
    for (const program of browsers[name]) ensure(program);
  } catch (error) {
    return impossible(error instanceof Error ? error.message : String(error));
  }
  const outcome = await run(['pnpm', 'test:browser'], { ...process.env, WTR_BROWSER: name });
  if (!outcome.printed?.passed && !outcome.printed?.failed) return impossible('No test ran.');
  return countsOf(outcome);
}

function impossible(problem: string): BrowserRun {
  return { passed: 0, failed: 1, problem };
}
