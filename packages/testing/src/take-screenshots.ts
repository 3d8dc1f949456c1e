import { resolve } from 'node:path';
import { startDemoProcess } from './demo-process.ts';
import { demoRecords } from './demo-records.ts';
import { launchBrowser } from './visitor.ts';

const images = resolve(import.meta.dirname, '../../../docs/images');

/** Takes the README's pictures from a fresh demo: the order page with its list, in both colour schemes. */
const [demo, browser] = await Promise.all([startDemoProcess(), launchBrowser()]);
try {
  for (const [colorScheme, name] of [
    ['light', 'order-page.png'],
    ['dark', 'order-page-dark.png'],
  ] as const) {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 1000 },
      colorScheme,
      deviceScaleFactor: 1.5,
    });
    await page.goto(`${demo.crm}/crm/orders/${demoRecords.order}`);
    await page.getByRole('row').filter({ hasText: 'PENDING' }).first().waitFor();
    await page.screenshot({ path: `${images}/${name}` });
  }
} finally {
  await browser.close();
  await demo.stop();
}
