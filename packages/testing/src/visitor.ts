import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { browserArgs, ensureProgram } from './browser.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureProgram('chromium'), args: browserArgs });
}

/** One person at a browser of their own; whatever a page complains of is kept. */
export interface Visitor {
  context: BrowserContext;
  open(url: string): Promise<Page>;
  /** Fails if any page has thrown, or has complained of its content security policy. */
  assertNoComplaints(): void;
}

export async function visitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const complaints: string[] = [];
  context.on('page', page => {
    page.on('pageerror', error => complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', message => {
      const isFailedLoad = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isFailedLoad) complaints.push(`${page.url()}: ${message.text()}`);
    });
  });
  return {
    context,
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    assertNoComplaints: () => assert.deepEqual(complaints, []),
  };
}

/** Fails if axe finds anything wrong with the page as it stands. */
export async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await page.evaluate<AxeResults>(`${axeSource};axe.run()`);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`);
  assert.deepEqual(found, [], page.url());
}
