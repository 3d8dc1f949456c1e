import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { before, test } from 'node:test';
import type { Package } from 'custom-elements-manifest';
import { elementsOf, type PublishedElement, settableProperties } from '../manifest/elements.ts';

const root = new URL('..', import.meta.url).pathname;
const out = 'node_modules/.cache/manifest';
const sentence = /^[A-Z`].*\.$/;
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1] ?? '');
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

let manifest: Package;
let elements: PublishedElement[];
before(() => {
  rmSync(join(root, out), { recursive: true, force: true });
  // What the build writes, written elsewhere: nothing that reads the build is disturbed.
  run(process.execPath, 'manifest/write.ts', out);
  manifest = JSON.parse(read(join(out, 'custom-elements.json')));
  elements = elementsOf(manifest);
});

test('every folder that defines an element has it in the manifest, by its tag and its class', () => {
  const folders = sorted(globSync('src/*/define.ts', { cwd: root }).map(path => path.split('/')[1] ?? ''));
  assert.ok(folders.length > 3, 'the folders were found');
  assert.deepEqual(
    elements.map(({ tagName }) => tagName),
    folders.map(folder => `portico-${folder}`),
  );
  for (const { tagName, name, summary = '' } of elements) {
    const defined = manifest.modules.find(({ path }) => path === `dist/${folderOf(tagName)}/define.js`);
    const definition = defined?.exports?.find(({ kind }) => kind === 'custom-element-definition');
    assert.equal(definition?.declaration.name, name);
    assert.match(summary, sentence, tagName);
    const entry = manifest.modules.find(({ path }) => path === 'dist/index.js');
    assert.ok(
      entry?.exports?.some(exported => exported.name === name),
      `${name} is exported by the entry`,
    );
  }
});

test('every property is there with a sentence, inherited ones too, and nothing private', () => {
  for (const element of elements) {
    const { tagName, members = [], attributes = [] } = element;
    const ofBase = tagName === 'portico-provider' ? [] : ['adapter'];
    const declared = matches(sourcesOf(tagName), /@property\([^)]*\)\s+(\w+)/g);
    const settable = settableProperties(element);
    assert.deepEqual(sorted(settable.map(({ name }) => name)), sorted([...declared, ...ofBase]), tagName);
    for (const { name, description = '' } of [...members, ...attributes]) assert.match(description, sentence, name);
    const hidden = members.filter(({ name, privacy }) => name.startsWith('#') || (privacy ?? 'public') !== 'public');
    assert.deepEqual(hidden, [], tagName);
  }
});

test('every event that a widget dispatches is there with its type and a sentence', () => {
  const typeOf = new Map([...read('src/events/dom-events.ts').matchAll(/^ {2}(\w+): (\w+Event);$/gm)].map(pair));
  assert.ok(typeOf.size > 3, 'the events were found');
  for (const { tagName, events = [] } of elements) {
    const dispatched = [...typeOf.keys()].filter(name => sourcesOf(tagName).includes(`'${name}'`));
    assert.deepEqual(sorted(events.map(({ name }) => name)), sorted(dispatched), tagName);
    for (const { name, type, description = '' } of events) {
      assert.equal(type.text, typeOf.get(name));
      assert.match(description, sentence, name);
    }
  }
});

test('the parts of each widget’s templates are those it documents', () => {
  for (const { tagName, cssParts = [] } of elements) {
    assert.deepEqual(sorted(cssParts.map(({ name }) => name)), sorted(partsOf(templatesOf(tagName))), tagName);
    for (const { name, description = '' } of cssParts) assert.match(description, sentence, name);
  }
});

test('the custom properties that the styles read are those that are documented', () => {
  const styles = globSync('src/**/*.ts', { cwd: root }).map(read).join('\n');
  const documented = elements.flatMap(({ cssProperties = [] }) => cssProperties);
  assert.deepEqual(sorted(documented.map(({ name }) => name)), sorted(matches(styles, /var\((--portico-[\w-]+)/g)));
  for (const { name, description = '', default: value = '' } of documented) {
    assert.match(description, sentence, name);
    assert.ok(styles.includes(`var(${name}, ${value});`) && value !== '', name);
  }
});

test('editors are told of every element and attribute', () => {
  const expected = elements.map(({ tagName, attributes = [] }) => [tagName, attributes.map(({ name }) => name)]);
  const named = ({ name, attributes }: { name: string; attributes: { name: string }[] }) => [
    name,
    attributes.map(attribute => attribute.name),
  ];
  const { tags } = JSON.parse(read(join(out, 'vscode.html-custom-data.json')));
  const { contributions } = JSON.parse(read(join(out, 'web-types.json')));
  assert.deepEqual(sorted(tags.map(named).map(String)), sorted(expected.map(String)));
  assert.deepEqual(sorted(contributions.html.elements.map(named).map(String)), sorted(expected.map(String)));
});

test('the types for JSX take what the elements take, and refuse the rest', () => {
  writeFileSync(join(root, out, 'index.ts'), "export * from '../../../src/index.ts';\n");
  writeFileSync(join(root, out, 'tsconfig.json'), JSON.stringify(jsxConfig));
  writeFileSync(join(root, out, 'page.tsx'), page);
  const tsc = run(process.execPath, '../../node_modules/typescript/bin/tsc', '-p', out, '--pretty', 'false');
  const wrong = page.split('\n').flatMap((line, i) => (line.includes('// wrong') ? [`page.tsx(${i + 1}`] : []));
  assert.deepEqual(matches(tsc, /(page\.tsx\(\d+|^\S+\.ts\(\d+)/gm), wrong, tsc);
});

const page = `import type { PorticoElements } from './jsx.js';
declare global {
  namespace JSX {
    interface IntrinsicElements extends PorticoElements {}
  }
}
declare const React: { createElement: unknown };
export const right = (
  <portico-provider base-url="https://access.example.com" theme="dark" getAccessToken={reason => reason}>
    <portico-create-user account-id="001A" onaccessgranted={event => event.detail.accountId.length} key="1" />
    <portico-password-reset contactId={undefined} class="recovery" data-of="003A" ref={{ current: null }} />
    <portico-dashboard-access status="PENDING" />
  </portico-provider>
);
export const wrong = [
  <portico-create-user account-id={1} />, // wrong
  <portico-dashboard-access status="DONE" />, // wrong
  <portico-provider theme="blue" />, // wrong
  <portico-password-reset contact="003A" />, // wrong
  <portico-password-reset onpasswordresetsent={event => event.detail.email} />, // wrong
  <portico-password />, // wrong
];
`;

const jsxConfig = {
  extends: '../../../../../tsconfig.base.json',
  compilerOptions: {
    composite: false,
    declaration: false,
    declarationMap: false,
    noEmit: true,
    rootDir: '../../../..',
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
    jsx: 'react',
  },
  files: ['page.tsx'],
};

function run(command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  assert.equal(stderr, '');
  return stdout;
}

function folderOf(tag: string): string {
  return tag.replace('portico-', '');
}

function pair(match: RegExpExecArray): [string, string] {
  return [match[1] ?? '', match[2] ?? ''];
}

function sourceFilesOf(tag: string): string[] {
  return globSync(`src/${folderOf(tag)}/*.ts`, { cwd: root }).filter(
    path => !/\.(test|fixture|example)\.ts$/.test(path),
  );
}

function sourcesOf(tag: string): string {
  return sourceFilesOf(tag).map(read).join('\n');
}

/** The element's own sources, and those of the pieces of interface that they put together. */
function templatesOf(tag: string): string {
  const own = sourceFilesOf(tag);
  // What the base class renders for a read, where a widget lets it.
  const files = new Set(sourcesOf(tag).includes('this.show(') ? [...own, 'src/portico-widget.ts'] : own);
  for (const file of files) {
    for (const path of matches(read(file), /from '(\.[^']*\/ui\/[^']*)'/g))
      files.add(normalize(join(dirname(file), path)));
  }
  return [...files].map(read).join('\n');
}

/** The first name is the part; those behind it are its kinds, such as `primary` of a button. */
function partsOf(templates: string): string[] {
  const set = matches(templates, /\.part\.value = (.*);/g).flatMap(names => matches(names, /([a-z-]+)(?=[ '])/g));
  return [...matches(templates, /\bpart="([\w-]+)/g), ...set];
}
