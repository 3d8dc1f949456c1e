import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser that tests run in: `CHROMIUM`, or one in its usual place. */
function findBrowser(): string | undefined {
  return [process.env.CHROMIUM ?? '', ...candidates].find(path => path !== '' && existsSync(path));
}

/** What a browser needs to be told on this machine: its sandbox does not work for root. */
export const browserArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Finds a browser, or installs Debian's where that is possible, or says what to do. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
    execFileSync('apt-get', ['update', '-q'], options);
    execFileSync('apt-get', ['install', '-yq', '--no-install-recommends', 'chromium'], options);
  }
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error('No Chromium was found: install one, or name it in the environment variable CHROMIUM.');
}
