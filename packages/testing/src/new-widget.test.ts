import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { refusalOf } from '../../widgets/scaffold/new-widget.ts';
import { widgetName } from '../../widgets/scaffold/widget-name.ts';
import { copyRepository } from './repository-copy.ts';
import { printedCounts } from './step.ts';

// A new widget is made in a copy of the repository, and has to pass there what every widget has to pass.

const name = 'sample-record';
const own = `packages/widgets/src/${name}`;
const copy = copyRepository();
after(() => rmSync(copy, { recursive: true, force: true }));

test('a wrong call is refused with the reason, and writes nothing', () => {
  const before = stateOfSources();
  for (const args of [
    [],
    ['widget'],
    ['adapter', name],
    ['widget', 'sample', 'record'],
    ['widget', 'password-reset'],
  ]) {
    const { status, stdout, stderr } = makeNew(...args);
    assert.equal(status, 1, args.join(' '));
    assert.match(stderr, /^(Say what to make: pnpm new widget NAME|"password-reset" is taken).*\n$/);
    assert.equal(stdout, '');
  }
  assert.equal(stateOfSources(), before);
});

test('a name is words of small letters, and stands for nothing else yet', () => {
  assert.equal(refusalOf(name, copy), undefined);
  for (const wrong of [
    'SampleRecord',
    'sample_record',
    'node_modules',
    'sample--record',
    'sample-',
    '2d',
    '../sample',
    ' ',
  ]) {
    assert.match(refusalOf(wrong, copy) ?? '', /small letters with hyphens/, wrong);
  }
  assert.match(refusalOf('portico-sample-record', copy) ?? '', /Leave out "portico-"/);
  // What is left out of the repository, and what Windows keeps for itself.
  for (const kept of ['dist', 'con', 'aux', 'nul', 'com1', 'lpt9'])
    assert.match(refusalOf(kept, copy) ?? '', /cannot be a folder everywhere/, kept);
  assert.equal(refusalOf('distance', copy), undefined);
  // A folder, a page, a class and an entry of the package that are there already.
  for (const taken of ['texts', 'index', 'widget', 'jsx'])
    assert.match(refusalOf(taken, copy) ?? '', /is taken/, taken);
});

test('a name that means something already gets a group of texts beside it', () => {
  assert.equal(widgetName('sample-record', '').group, 'sampleRecord');
  assert.equal(widgetName('import', '').group, 'importTexts');
  assert.equal(widgetName('access', 'export const access = {').group, 'accessTexts');
});

test('the command names what it has written', () => {
  const { status, stdout, stderr } = makeNew('widget', name);
  assert.equal(status, 0, stderr);
  for (const file of [`${own}/${name}.ts`, `${own}/${name}.test.ts`, `docs/widgets/${name}.md`]) {
    assert.ok(stdout.includes(file), stdout);
  }
  assert.match(read('packages/widgets/src/texts/en.ts'), /^export const sampleRecord = {/m);
  assert.match(read('docs/widgets/index.md'), new RegExp(`^\\| \\[Sample Record\\]\\(${name}\\.md\\)`, 'm'));
  assert.doesNotMatch(globSync(`${own}/*`, { cwd: copy }).map(read).join(''), /new.?widget/i);
});

test('the table of sizes has it, within its budget', () => {
  const [, row = ''] = new RegExp(`^\\| ${name} \\|(.*)\\|$`, 'm').exec(read('docs/sizes.md')) ?? [];
  const [, , together = Number.NaN, budget = 0] = row.split('|').map(cell => Number(cell.replaceAll(',', '')));
  assert.ok(together > 10_000 && together <= budget, row);
});

test('what is written is formatted, ordered, and without a warning of the linter', () => {
  const changed = ['packages/widgets/src/{index,texts/en}.ts', `packages/react/src/{index,components/${name}}.ts`];
  const files = globSync([`${own}/*`, ...changed], { cwd: copy });
  run('.', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', ...files);
});

test('its types hold, those of its test and example too', () => {
  const tsc = 'node_modules/typescript/bin/tsc';
  run('.', tsc, '-b', 'packages/widgets', '--pretty', 'false');
  const config = { extends: './tsconfig.json', include: [`../../${own}`], references: [] };
  writeFileSync(join(copy, 'packages/testing/new-widget.tsconfig.json'), JSON.stringify(config));
  run('.', tsc, '-p', 'packages/testing/new-widget.tsconfig.json', '--pretty', 'false');
});

test('its template is sound', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('packages/widgets/package.json'));
  const [, , ...options] = scripts['lint:templates']?.split(' ') ?? [];
  run('packages/widgets', '../../node_modules/lit-analyzer/cli.js', `src/${name}`, ...options);
});

test('the manifest and the component for React tell of it', () => {
  runNodeTests('packages/widgets/src/manifest.node.test.ts', 'packages/react/src/generated.node.test.ts');
});

test('the documentation has its page, and is still true', () => {
  runNodeTests('--test-name-pattern=widget|link', 'packages/testing/src/docs.test.ts');
});

test('it does in a browser what its own test and the tests of every widget ask for', () => {
  // The copy has no other examples than these, so that the loop runs over them alone.
  for (const file of globSync('packages/widgets/src/*/*.example.ts', { cwd: copy })) {
    if (!file.includes(name) && !file.includes('dashboard-access')) rmSync(join(copy, file));
  }
  const files = [`${own}/*.test.ts`, 'packages/widgets/src/every-*.test.ts'].map(file => join(copy, file));
  const wtr = 'node_modules/@web/test-runner/dist/bin.js';
  runTests('packages/testing', wtr, '--config', 'web-test-runner.config.js', '--files', ...files);
});

/** Calls the command that `package.json` names. */
function makeNew(...args: string[]) {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
  const [node, script = ''] = scripts.new?.split(' ') ?? [];
  assert.equal(node, 'node');
  return spawnSync(process.execPath, [script, ...args], { cwd: copy, encoding: 'utf8' });
}

function run(folder: string, ...command: string[]): string {
  // A test runner that knows of the one it runs in would run nothing.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const options = { cwd: join(copy, folder), env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  assert.equal(status, 0, `${command.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

function runNodeTests(...args: string[]): void {
  const reporters = ['spec', './packages/testing/src/node-summary.ts'].flatMap(reporter => [
    `--test-reporter=${reporter}`,
    '--test-reporter-destination=stdout',
  ]);
  runTests('.', '--conditions=source', '--test', ...reporters, ...args);
}

function runTests(folder: string, ...command: string[]): void {
  const counts = printedCounts(run(folder, ...command));
  assert.ok(counts && counts.passed > 0 && counts.failed === 0, 'tests were run');
}

function stateOfSources(): string {
  const files = globSync('{docs,packages/*/src}/**/*.{ts,md}', { cwd: copy, exclude: path => path === 'node_modules' });
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update(read(file));
  return hash.digest('hex');
}

function read(file: string): string {
  return readFileSync(join(copy, file), 'utf8');
}
