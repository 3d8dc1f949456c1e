import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { builtSite } from '../src/docs-site.ts';
import { widgetNames } from '../src/widget-names.ts';

interface Named {
  name: string;
}

interface ElementApi {
  tagName?: string;
  attributes?: Named[];
  events?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
}

const manifest = resolve(import.meta.dirname, '../../widgets/dist/custom-elements.json');
const files = globSync('**/*.html', { cwd: builtSite });
const read = (file: string) => readFileSync(join(builtSite, file), 'utf8');

test('every link of the built site leads to a page and to a heading that is there', () => {
  assert.ok(files.length > 60, 'the pages were found: run `pnpm docs:build`');
  const wrong = files.flatMap(file =>
    [...read(file).matchAll(/<a [^>]*href="(\/[^"]*|#[^"]*)"/g)]
      .map(match => match[1] ?? '')
      .filter(href => !leadsSomewhere(file, href))
      .map(href => `${file}: ${href}`),
  );
  assert.deepEqual([...new Set(wrong)], []);
});

test('the page of a widget shows everything that the manifest says of it', () => {
  const { modules }: { modules: { declarations?: ElementApi[] }[] } = JSON.parse(readFileSync(manifest, 'utf8'));
  const elements = modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);
  assert.ok(elements.length > 3, 'the elements were found');
  for (const { tagName = '', attributes = [], events = [], cssParts = [], cssProperties = [] } of elements) {
    const page = read(`widgets/${tagName.replace('portico-', '')}.html`);
    const names = [...attributes, ...events, ...cssProperties].map(({ name }) => name);
    const shown = [...names, ...cssParts.map(({ name }) => `::part(${name})`)];
    assert.deepEqual(
      shown.filter(name => !page.includes(`<code>${name}</code>`)),
      [],
      tagName,
    );
  }
});

test('the page on theming shows every token', () => {
  const tokens = sorted(read('theming.html'), /<code>(--portico-[\w-]+)<\/code><\/td>/g);
  assert.ok(tokens.length > 15, 'the tokens were found');
  for (const widget of widgetNames()) {
    assert.deepEqual(sorted(read(`widgets/${widget}.html`), /<code>(--portico-[\w-]+)<\/code><\/td>/g), tokens, widget);
  }
});

function sorted(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(match => match[1] ?? '').sort();
}

function leadsSomewhere(from: string, href: string): boolean {
  const [path = '', heading] = href.split('#');
  const asked = path.replace(/\?.*/, '').slice(1);
  const file =
    path === ''
      ? from
      : /\.\w+$/.test(asked)
        ? asked
        : asked === '' || asked.endsWith('/')
          ? `${asked}index.html`
          : `${asked}.html`;
  if (!existsSync(join(builtSite, file))) return false;
  return !heading || heading === 'VPContent' || read(file).includes(`id="${decodeURIComponent(heading)}"`);
}
