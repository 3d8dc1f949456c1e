import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { bundle } from '../bundles/measure.ts';
import { type Measured, measureAll, sizesPage, withTable } from '../bundles/sizes-page.ts';

const recordPage = "import './record-page.ts';";

let measured: Measured[];
before(async () => {
  measured = await measureAll();
});

test('no module is heavier than its budget, with all that it loads later', () => {
  assert.ok(measured.length > 4, 'the modules were found');
  const over = measured.filter(({ weight, budget }) => weight.total > budget);
  assert.deepEqual(over, []);
});

test('the table in the documentation is up to date', () => {
  const page = readFileSync(sizesPage, 'utf8');
  assert.equal(page, withTable(page, measured), 'run `pnpm docs:sizes`');
  for (const { name } of measured) assert.ok(page.includes(`| ${name} |`), name);
});

test('a module for a record page stands alone', async () => {
  const chunks = await bundle(recordPage);
  assert.deepEqual(
    chunks.map(({ imports, dynamicImports }) => [imports, dynamicImports]),
    [[[], []]],
  );
});

test('nothing in it builds code or markup at run time', async () => {
  const [module] = await bundle(recordPage);
  assert.doesNotMatch(module?.code ?? assert.fail(), /new Function|\beval\(|insertAdjacentHTML|document\.write/);
});

test('the bundled zod leaves the page’s own zod alone, and needs no code generation', async () => {
  const page = { __zod_globalConfig: { jitless: false }, __zod_globalRegistry: {} };
  Object.assign(globalThis, page);
  const [module] = await bundle("export * from '../../core/src/access.ts';");
  const schemas = module?.code ?? assert.fail();
  const { Access } = await import(`data:text/javascript,${encodeURIComponent(schemas)}`);
  assert.equal(Access.safeParse({}).success, false);
  assert.doesNotMatch(schemas, /globalThis|new Function|Function\(/);
  const global = globalThis as Record<string, unknown>;
  assert.equal(global.__zod_globalConfig, page.__zod_globalConfig);
  assert.deepEqual(page, { __zod_globalConfig: { jitless: false }, __zod_globalRegistry: {} });
});
