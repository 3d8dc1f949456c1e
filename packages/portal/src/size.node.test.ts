import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const root = new URL('..', import.meta.url).pathname;

/** What a page may cost before anybody is signed in, in bytes. */
const budgets = { client: 27_000, staff: 36_000 };

let client: Rolldown.OutputChunk[];
let staff: Rolldown.OutputChunk[];
before(async () => {
  client = await chunksOf('production');
  staff = await chunksOf('admin');
});

test('the client’s pages are one file within its budget, and have no widget in it', () => {
  assert.equal(client.length, 1);
  assertWithin(client, budgets.client);
});

test('the admin pages load the widgets only where a record is shown', () => {
  const widgets = staff.filter(({ isDynamicEntry }) => isDynamicEntry);
  assert.deepEqual(
    widgets.map(({ name }) => name),
    ['widgets'],
  );
  assertWithin(
    staff.filter(({ isDynamicEntry }) => !isDynamicEntry),
    budgets.staff,
  );
});

test('nothing in them builds code or markup at run time', () => {
  for (const { code } of [...client, ...staff]) {
    assert.doesNotMatch(code, /new Function|\beval\(|insertAdjacentHTML|document\.write/);
  }
});

function assertWithin(chunks: Rolldown.OutputChunk[], budget: number): void {
  const size = chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
  assert.ok(size <= budget, `${size} bytes, ${size - budget} over`);
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  assert.ok(modules.length > 10, 'the modules are known');
  assert.deepEqual(
    modules.filter(id => id.includes('/packages/widgets/')),
    [],
  );
}

async function chunksOf(mode: string): Promise<Rolldown.OutputChunk[]> {
  const built = await build({
    root,
    mode,
    logLevel: 'error',
    configFile: `${root}vite.config.ts`,
    build: { write: false },
  });
  const { output } = built as Rolldown.RolldownOutput;
  return output.filter(file => file.type === 'chunk');
}
