import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../../..');
const widgetExample = 'packages/widgets/src/widget-example.fixture.ts';

/** Which package may import which: everything points inward to `core`. */
const allowed: Record<string, string[]> = {
  core: [],
  adapters: ['core'],
  widgets: ['core'],
  react: ['widgets'],
  portal: ['core', 'adapters', 'widgets'],
  mocks: ['core', 'adapters'],
  server: ['core', 'adapters', 'portal'],
};

/** Who may do otherwise, and why. */
const exceptions = [
  {
    from: 'packages/widgets/bundles/',
    to: '@portico/adapters/http',
    why: 'a page that loads one file brings no adapter',
  },
  { from: 'packages/react/generator/', to: 'packages/widgets/manifest/', why: 'all read the manifest alike' },
  { from: 'packages/react/src/sample-page.fixture.ts', to: widgetExample, why: 'examples are not published' },
  { from: 'docs/.vitepress/', to: 'packages/widgets/manifest/', why: 'all read the manifest alike' },
  { from: 'docs/.vitepress/', to: widgetExample, why: 'examples are not published' },
  { from: 'docs/.vitepress/', to: 'packages/widgets/src/colour.fixture.ts', why: 'contrast is reckoned in one place' },
  {
    from: 'docs/.vitepress/navigation.ts',
    to: 'packages/core/src/errors.ts',
    why: 'the site is built before packages are',
  },
];

const sources = [
  'packages/*/{src,bundles,manifest,scaffold,generator}/**/*.{ts,tsx}',
  'examples/*/src/**/*.{ts,tsx}',
  'docs/.vitepress/*.ts',
  'docs/.vitepress/theme/**/*.{ts,vue}',
  '{packages/*,examples/*,docs}/*.ts',
];
const files = globSync(sources, { cwd: root }).filter(file => !file.startsWith('packages/testing'));
const pattern = /^(?:import|export)\s(?:[^;'"=]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gm;
const imports = files.flatMap(file =>
  [...readFileSync(resolve(root, file), 'utf8').matchAll(pattern)].map(match => {
    const target = match[1] ?? match[2] ?? '';
    return {
      file,
      /** Its package's folder, as in `packages/core`, `examples/crm` or `docs`. */
      from: /^docs|^\w+\/[\w-]+/.exec(file)?.[0] ?? '',
      target: target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target,
      isRelative: target.startsWith('.'),
    };
  }),
);
type Import = (typeof imports)[number];

const isExcepted = ({ file, target }: Import, { from, to }: (typeof exceptions)[number]) =>
  file.startsWith(from) && target.startsWith(to);
const linesOf = (wrong: Import[]) =>
  wrong
    .filter(one => !exceptions.some(exception => isExcepted(one, exception)))
    .map(({ file, target }) => `${file} imports ${target}`);

test('packages import only inward', () => {
  const wrong = imports
    .filter(({ from }) => from.startsWith('packages/'))
    .filter(({ file }) => !file.endsWith('.test.ts') && !file.endsWith('.fixture.ts'))
    .filter(({ target }) => target.startsWith('@portico/'))
    .filter(({ from, target }) => !allowed[basename(from)]?.includes(target.split('/')[1] ?? ''));
  assert.deepEqual(linesOf(wrong), []);
});

test('no file reaches into another package', () => {
  const wrong = imports.filter(({ from, target, isRelative }) => isRelative && !target.startsWith(`${from}/`));
  assert.deepEqual(linesOf(wrong), []);
});

test('the imports were found, and every exception is one that is made use of', () => {
  for (const folder of ['packages/react/generator', 'packages/widgets/bundles', 'examples/crm', 'docs/.vitepress']) {
    assert.ok(
      imports.some(({ file }) => file.startsWith(folder)),
      folder,
    );
  }
  assert.deepEqual(
    exceptions.filter(exception => !imports.some(one => isExcepted(one, exception))),
    [],
  );
});

test('the core knows zod/mini and nothing else', () => {
  const foreign = imports
    .filter(({ file, from }) => from === 'packages/core' && !file.endsWith('.test.ts'))
    .filter(({ target, isRelative }) => !isRelative && target !== 'zod/mini');
  assert.deepEqual(linesOf(foreign), []);
});
