import { resolve } from 'node:path';
import { build } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { samplePortal } from '../../widgets/src/sample-portal.fixture.ts';
import type { WidgetExample } from '../../widgets/src/widget-example.fixture.ts';
import { widgetNames, widgetsFolder } from './widget-names.ts';

const address = 'https://host.example.com/';

declare global {
  interface Window {
    /** The portal that a widget page's widgets show, which lives in the page itself. */
    portal: Awaited<ReturnType<typeof samplePortal>>;
    /** Makes another portal like it. */
    samplePortal: typeof samplePortal;
    /** Every widget there is. */
    examples: WidgetExample[];
  }
}

interface WidgetPage {
  /** What stands in the provider. */
  body: string;
  /** Rules of the page's own. */
  css?: string;
  /** Without a document type, as old pages are, browsers follow other rules. */
  hasDoctype?: boolean;
  dir?: 'ltr' | 'rtl';
  context?: BrowserContextOptions;
  /** What is done before the page is there. */
  prepare?: (page: Page) => Promise<void>;
}

/** Every widget that has an example, over a portal of the page's own: one script, as a host's bundler would make it. */
export async function buildWidgets(): Promise<string> {
  const names = widgetNames();
  const lines = names.flatMap((name, i) => [
    `import './${name}/define.ts';`,
    `import { example as example${i} } from './${name}/${name}.example.ts';`,
  ]);
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import './provider/define.ts';
        import { samplePortal } from './sample-portal.fixture.ts';
        ${lines.join('\n')}
        window.samplePortal = samplePortal;
        window.examples = [${names.map((_, i) => `example${i}`)}];
        window.portal = await samplePortal();`,
      resolveDir: widgetsFolder,
    },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['source'],
    tsconfig: resolve(widgetsFolder, '../../../tsconfig.base.json'),
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** A page on which the widgets wait for their backend. */
export async function openWidgets(
  browser: Browser,
  script: string,
  { body, css = '', hasDoctype = true, dir = 'ltr', context: options = {}, prepare = async () => {} }: WidgetPage,
): Promise<Page> {
  const context = await browser.newContext(options);
  const html = `${hasDoctype ? '<!doctype html>' : ''}
    <html lang="en" dir="${dir}">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>A host’s page</title>
        <style>${css}</style>
        <script type="module" src="/widgets.js"></script>
      </head>
      <body><main><h1>A record</h1><portico-provider>${body}</portico-provider></main></body>
    </html>`;
  await context.route(`${address}**`, route =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ body: script, contentType: 'text/javascript' })
      : route.fulfill({ body: html, contentType: 'text/html' }),
  );
  const page = await context.newPage();
  await prepare(page);
  await page.goto(address);
  await page.waitForFunction(() => window.portal !== undefined);
  return page;
}

/** Gives the widgets their backend. */
export function connect(page: Page): Promise<void> {
  return page.evaluate(() => {
    const provider = document.querySelector('portico-provider');
    if (provider) provider.adapter = window.portal.adapter;
  });
}
