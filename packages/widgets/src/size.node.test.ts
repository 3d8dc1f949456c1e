import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const root = new URL('..', import.meta.url).pathname;
/** P1: one record page's module, in bytes. */
const budget = 34_000;

let module: Rolldown.OutputChunk;
before(async () => {
  module = await bundle('bundles/record-page.ts');
});

test('a record page costs no more than its budget', () => {
  const size = gzipSync(module.code, { level: 9 }).length;
  assert.ok(size <= budget, `${size} bytes, ${size - budget} over`);
});

test('the module stands alone', () => {
  assert.deepEqual([module.imports, module.dynamicImports], [[], []]);
});

test('nothing in it builds code or markup at run time', () => {
  assert.doesNotMatch(module.code, /new Function|\beval\(|insertAdjacentHTML|document\.write/);
});

test('the bundled zod leaves the page’s own zod alone, and needs no code generation', async () => {
  const page = { __zod_globalConfig: { jitless: false }, __zod_globalRegistry: {} };
  Object.assign(globalThis, page);
  const { code: schemas } = await bundle('../core/src/access.ts');
  const { Access } = await import(`data:text/javascript,${encodeURIComponent(schemas)}`);
  assert.equal(Access.safeParse({}).success, false);
  assert.doesNotMatch(schemas, /globalThis|new Function|Function\(/);
  const global = globalThis as Record<string, unknown>;
  assert.equal(global.__zod_globalConfig, page.__zod_globalConfig);
  assert.deepEqual(page, { __zod_globalConfig: { jitless: false }, __zod_globalRegistry: {} });
});

async function bundle(entry: string): Promise<Rolldown.OutputChunk> {
  const built = await build({
    root,
    configFile: `${root}vite.config.ts`,
    build: { write: false, lib: { entry } },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  const chunks = outputs.flatMap(({ output }) => output);
  assert.equal(chunks.length, 1);
  const [chunk] = chunks;
  assert.ok(chunk?.type === 'chunk');
  return chunk;
}
