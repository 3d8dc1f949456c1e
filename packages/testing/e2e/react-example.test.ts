import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible, launchBrowser, visitor } from '../src/visitor.ts';

// The page as `examples/react` builds it: rendered by Node, then hydrated, in front of a server that MSW pretends.

const folder = resolve(import.meta.dirname, '../../../examples/react');
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

let browser: Browser;
let server: Server;
let address: string;

before(async () => {
  execFileSync('pnpm', ['run', 'build'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  [server, browser] = await Promise.all([serveFiles(join(folder, 'dist')), launchBrowser()]);
  const bound = server.address();
  assert.ok(bound && typeof bound === 'object');
  address = `http://127.0.0.1:${bound.port}/`;
});

after(async () => {
  await browser?.close();
  server?.close();
});

test('the page is there before its scripts are, and the widgets have their place', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(address);
  assert.equal(await page.locator('h1').textContent(), 'Ada Lovelace');
  assert.equal(await page.locator('portico-password-reset').getAttribute('contact-id'), '003A');
  const place = await page.locator('portico-dashboard-access').boundingBox();
  assert.ok(place && place.height > 100);
  await page.close();
});

test('a reset is sent after the page’s own question, and the page makes a note of it', async () => {
  const staff = await visitor(browser);
  const page = await staff.open(address);
  await page.getByRole('cell', { name: 'COMPLETE' }).waitFor();
  await assertAccessible(page);
  const before = await activities(page).count();

  const question = page.getByRole('dialog', { name: 'Send Ada Lovelace a reset email?' });
  await page.getByRole('button', { name: 'Password Reset' }).click();
  await question.waitFor();
  await assertAccessible(page);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'portico-password-reset');

  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Send email' }).click();
  await page.getByText('Password reset email sent to ada@example.com.').waitFor();
  await activities(page).first().getByText('Password reset email sent').waitFor();
  assert.equal(await activities(page).count(), before + 1, 'once, and not for what was cancelled');
  await page.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Password Reset' }).click();
  await question.waitFor({ state: 'hidden' });
  await page.getByText('You can send another').waitFor();
  assert.equal(await activities(page).count(), before + 1);
  staff.assertNoComplaints();
});

test('another contact is another id for the same widgets', async () => {
  const staff = await visitor(browser);
  const page = await staff.open(address);
  await page.getByRole('cell', { name: 'COMPLETE' }).waitFor();
  await page.getByRole('button', { name: 'Alan Turing' }).click();
  await page.getByRole('cell', { name: 'PENDING' }).waitFor();
  await page.getByRole('button', { name: 'Password Reset' }).click();
  await page.getByText('alan@example.com has not completed registration').waitFor();
  await page.getByRole('button', { name: 'Submit' }).click();
  await activities(page).first().getByText('Registration email sent again').waitFor();
  await page.getByRole('button', { name: 'Ada Lovelace' }).click();
  await page.getByRole('cell', { name: 'COMPLETE' }).waitFor();
  assert.equal(await page.getByText('Registration email sent again').count(), 0);
  staff.assertNoComplaints();
});

test('it fits a screen of 320 px, in dark too', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 }, colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('portico-dashboard-access[data-state="ready"]').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await assertAccessible(page);
  await context.close();
});

function activities(page: Page) {
  return page.getByRole('region', { name: 'Activity' }).getByRole('listitem');
}

async function serveFiles(root: string): Promise<Server> {
  const files = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const file = join(root, pathname === '/' ? 'index.html' : pathname);
    if (!existsSync(file)) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  });
  await new Promise<void>(done => files.listen(0, '127.0.0.1', done));
  return files;
}
