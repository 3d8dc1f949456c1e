import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { type BrowserName, browserArgs, browsers, ensureProgram, isBrowserName } from './browser.ts';
import { webkitLauncher } from './wtr-webkit.ts';

const launchers: Record<BrowserName, () => BrowserLauncher> = {
  chromium: () => chromeLauncher({ launchOptions: { executablePath: ensureProgram('chromium'), args: browserArgs } }),
  firefox() {
    const launchOptions = { browser: 'firefox', executablePath: ensureProgram('firefox') } as const;
    // One file at a time: a page in the background has no focus in Firefox, and its timers are slowed down.
    return Object.assign(chromeLauncher({ launchOptions, concurrency: 1 }), { name: 'Firefox' });
  },
  webkit: webkitLauncher,
};

/** What starts the browser of that name for the test runner. */
export function browserLauncher(name: string): BrowserLauncher {
  if (!isBrowserName(name)) throw new Error(`There is no browser "${name}": ${Object.keys(browsers).join(', ')}.`);
  return launchers[name]();
}
