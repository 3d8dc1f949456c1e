import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../src/visitor.ts';
import { startHost } from './host.ts';
import { type PageWeight, weigh } from './page-weight.ts';
import { buildRecordPage, dashboardAccess, recordPages } from './record-page.ts';
import type { Result } from './result.ts';

/** How many people have access to each client. */
const clients = { few: 100, many: 100_000 };
const turns = 20;

/** P4: what 100,000 rows cost a page more than 100 do, over a real server that has them. */
export async function manyRows(): Promise<Result[]> {
  const recordPage = await buildRecordPage();
  const host = await startHost(clients, portico =>
    recordPages(recordPage, portico, { few: dashboardAccess('few'), many: dashboardAccess('many') }),
  );
  const browser = await launchBrowser();
  const open = async (client: keyof typeof clients) => {
    const page = await browser.newPage();
    await page.goto(`${host.origin}/${client}.html`);
    const devtools = await page.context().newCDPSession(page);
    await page.locator('tbody tr').first().waitFor();
    const weight = await weigh(devtools);
    const longFrames = await longFramesWhileScrolling(page, devtools);
    return { page, devtools, weight, longFrames };
  };
  const few = await open('few');
  const many = await open('many');
  for (let turn = 1; turn <= turns; turn++) await turnPage(many.page, turn);
  const turned = await weigh(many.devtools);
  const longFrames = await longFramesWhileScrolling(many.page, many.devtools);
  await browser.close();
  await host.stop();
  return resultsOf(few, [
    { ...many, what: `${clients.many.toLocaleString('en')} rows` },
    { weight: turned, longFrames, what: `${clients.many.toLocaleString('en')} rows, ${turns} pages on` },
  ]);
}

async function turnPage(page: Page, turn: number): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
  const first = (turn * 50 + 1).toLocaleString('en');
  await page.getByRole('navigation').getByText(`${first}–`).waitFor();
}

/**
 * Scrolls down the rows and up again, as a finger does; milliseconds of each frame that took the page more than 50.
 * @see https://w3c.github.io/long-animation-frames/
 */
async function longFramesWhileScrolling(page: Page, devtools: CDPSession): Promise<number[]> {
  const observed = await page.evaluateHandle(() => {
    const durations: number[] = [];
    const observer = new PerformanceObserver(list => durations.push(...list.getEntries().map(entry => entry.duration)));
    observer.observe({ type: 'long-animation-frame' });
    return durations;
  });
  const gesture = { x: 200, y: 300, speed: 2000, gestureSourceType: 'touch' } as const;
  for (const yDistance of [-2000, 2000, -2000, 2000]) {
    await devtools.send('Input.synthesizeScrollGesture', { ...gesture, yDistance });
  }
  return observed.jsonValue();
}

interface Measured {
  weight: PageWeight;
  longFrames: number[];
}

function resultsOf(few: Measured, others: readonly (Measured & { what: string })[]): Result[] {
  const id = 'P4';
  return others.flatMap(({ what, weight, longFrames }) => {
    const ratio = weight.nodes / few.weight.nodes;
    const heap = weight.heapMegabytes - few.weight.heapMegabytes;
    return [
      {
        id,
        what: `DOM nodes of a page with ${what}`,
        ours: `${weight.nodes}`,
        peer: `${few.weight.nodes} with ${clients.few} rows`,
        ratio: `${ratio.toFixed(2)} ×`,
        bar: 'equal within 10 %',
        holds: Math.abs(ratio - 1) <= 0.1,
      },
      {
        id,
        what: `Its heap, ${what}`,
        ours: `${weight.heapMegabytes.toFixed(1)} MB`,
        peer: `${few.weight.heapMegabytes.toFixed(1)} MB with ${clients.few} rows`,
        ratio: `${(weight.heapMegabytes / few.weight.heapMegabytes).toFixed(2)} ×`,
        bar: 'within 5 MB',
        holds: heap <= 5,
      },
      {
        id,
        what: `Frames over 50 ms while ${what} are scrolled down and up, twice`,
        ours: framesOf(longFrames),
        peer: `${framesOf(few.longFrames)} with ${clients.few} rows`,
        ratio: '–',
        bar: 'none',
        holds: longFrames.length === 0,
      },
    ];
  });
}

function framesOf(durations: readonly number[]): string {
  if (durations.length === 0) return 'none';
  return `${durations.length}, the longest of ${Math.round(Math.max(...durations))} ms`;
}
