import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../../..');

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

const files = globSync('packages/*/src/**/*.ts', { cwd: root }).filter(file => !file.startsWith('packages/testing'));
const imports = files.flatMap(file =>
  [...readFileSync(resolve(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(match => ({
    file,
    from: file.split('/')[1] ?? '',
    target: match[1] ?? '',
  })),
);

test('packages import only inward', () => {
  const wrong = imports
    .filter(({ file }) => !file.endsWith('.test.ts') && !file.endsWith('.fixture.ts'))
    .filter(({ target }) => target.startsWith('@portico/'))
    .filter(({ from, target }) => !allowed[from]?.includes(target.split('/')[1] ?? ''))
    .map(({ file, target }) => `${file} imports ${target}`);
  assert.deepEqual(wrong, []);
  assert.ok(imports.length > 100, 'the imports were found');
});

test('no file reaches into another package', () => {
  const wrong = imports
    .filter(({ target }) => target.startsWith('.'))
    .filter(
      ({ file, from, target }) => !relative(root, resolve(root, dirname(file), target)).startsWith(`packages/${from}/`),
    )
    .map(({ file, target }) => `${file} imports ${target}`);
  assert.deepEqual(wrong, []);
});

test('the core knows zod/mini and nothing else', () => {
  const foreign = imports
    .filter(({ file, from }) => from === 'core' && !file.endsWith('.test.ts'))
    .map(({ target }) => target)
    .filter(target => !target.startsWith('.') && target !== 'zod/mini');
  assert.deepEqual(foreign, []);
});
