import type { BrowserLauncher } from '@web/test-runner';
import { startWebkit, type WebkitDriver } from './webkit-driver.ts';

/** As large as the runner makes the pages of the other browsers. */
const viewport = { width: 800, height: 600 };

/** Runs test files in WebKitGTK, one after another in one window. */
export function webkitLauncher(): BrowserLauncher {
  let starting: Promise<WebkitDriver> | undefined;
  let active: string | undefined;
  return {
    name: 'WebKit',
    type: 'webdriver',
    concurrency: 1,
    async startSession(id, url) {
      starting ??= startWebkit(viewport);
      const driver = await starting;
      active = id;
      await driver.post('/url', { url });
    },
    isActive: id => id === active,
    async getBrowserUrl() {
      const driver = await starting;
      return driver && String(await driver.get('/url'));
    },
    async stopSession() {
      const driver = await starting;
      // An empty page ends whatever the file still ran.
      await driver?.post('/url', { url: 'about:blank' });
      active = undefined;
      return {};
    },
    startDebugSession: () => Promise.reject(new Error('Nobody sees the window of WebKit: debug in another browser.')),
    async stop() {
      const driver = await starting;
      await driver?.stop();
    },
  };
}
