import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  apiPrefix,
  backendRoutes,
  errorCodes,
  errorStatus,
  listRoutes,
  permissions,
  serverRoutes,
} from '@portico/core';
import { fileVariable, settingsTable } from '@portico/server/settings';
import { build } from 'esbuild';
import { anchorOf } from '../../../docs/.vitepress/anchor.ts';
import { error as errorTexts } from '../../widgets/src/texts/en.ts';
import { widgetNames } from './widget-names.ts';

const root = resolve(import.meta.dirname, '../../..');
const cache = resolve(import.meta.dirname, '../node_modules/.cache/docs');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readAll = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: file => file.endsWith('.test.ts') })
    .map(file => read(file))
    .join('\n');

/** A fenced block of a document; `line` is that of its first line of code. */
interface Fence {
  file: string;
  line: number;
  language: string;
  code: string;
}

const pages = globSync('docs/**/*.md', { cwd: root, exclude: ['docs/node_modules'] });
const readmes = globSync('packages/*/README.md', { cwd: root });
const documents = ['README.md', ...readmes, ...pages].map(file => ({ file, text: read(file) }));
const fences: Fence[] = documents.flatMap(({ file, text }) =>
  [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ index, 1: language = '', 2: code = '' }) => ({
    file,
    line: text.slice(0, index).split('\n').length + 1,
    language,
    code,
  })),
);
const fencesIn = (language: string) => fences.filter(fence => fence.language === language);
const documentOf = (file: string) => documents.find(document => document.file === file)?.text ?? assert.fail(file);
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1] ?? match[2] ?? '');
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

before(() => {
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(join(cache, 'node_modules'), { recursive: true });
});

test('every TypeScript snippet is a module that fits the sources', () => {
  // Snippets find packages as a customer's page or backend does, each by its own exports.
  mkdirSync(join(cache, 'node_modules/@portico'));
  for (const name of ['core', 'adapters', 'mocks', 'react', 'server', 'widgets']) {
    symlinkSync(join(root, 'packages', name), join(cache, 'node_modules/@portico', name), 'dir');
  }
  const libraries = { server: ['@hono'], widgets: ['lit', '@lit'], core: ['zod'], react: ['react', '@types'] };
  for (const [name, folders] of Object.entries(libraries)) {
    for (const folder of folders) {
      symlinkSync(join(root, 'packages', name, 'node_modules', folder), join(cache, 'node_modules', folder), 'dir');
    }
  }
  const compilerOptions = {
    composite: false,
    declaration: false,
    declarationMap: false,
    noEmit: true,
    rootDir: root,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
    moduleDetection: 'force',
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    jsx: 'react-jsx',
  };
  const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.ts', '*.tsx'] };
  writeFileSync(join(cache, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(cache, 'package.json'), JSON.stringify({ type: 'module' }));
  const snippets = [...fencesIn('ts'), ...fencesIn('tsx')];
  assert.ok(snippets.length > 10, 'the snippets were found');
  for (const { file, line, language, code } of snippets) {
    // The lines above are kept empty, so that an error names the line of the document.
    writeFileSync(join(cache, `${file.replaceAll('/', '-')}.${line}.${language}`), '\n'.repeat(line - 1) + code);
  }
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', cache, '--pretty', 'false'], {
    cwd: cache,
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  // A line that starts with dots is about a source, which `pnpm check` looks at.
  assert.deepEqual(stdout.match(/^(?!\.\.|\s).+/gm) ?? [], []);
});

test('embed snippets use only tags and attributes that the widgets define', async () => {
  const attributes = await definedAttributes();
  const used = fencesIn('html').flatMap(({ file, line, code }) =>
    [...code.matchAll(/<(\w+-[\w-]+)([^>]*)>/g)].map(match => ({
      at: `${file}:${line}`,
      tag: match[1] ?? '',
      rest: match[2] ?? '',
    })),
  );
  assert.ok(used.length > 5, 'the elements were found');
  const wrong = used.flatMap(({ at, tag, rest }) =>
    matches(rest, /([\w-]+)="/g).flatMap(name => (attributes.get(tag)?.has(name) ? [] : [`${at}: <${tag} ${name}>`])),
  );
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    used.filter(({ tag }) => !attributes.has(tag)),
    [],
  );
});

test('every widget has a page with its tables, live examples, and what it does for people who cannot see or point', () => {
  const widgets = widgetNames();
  assert.ok(widgets.length > 2, 'the widgets were found');
  const overview = documentOf('docs/widgets/index.md');
  for (const widget of widgets) {
    const text = documentOf(`docs/widgets/${widget}.md`);
    for (const part of [`<!-- api portico-${widget} -->`, `<LiveExample widget="${widget}"`, '\n## Accessibility\n']) {
      assert.ok(text.includes(part), `docs/widgets/${widget}.md has ${part}`);
    }
    assert.ok(overview.includes(`](${widget}.md)`), `docs/widgets/index.md leads to ${widget}`);
  }
  documentOf('docs/widgets/provider.md').includes('<!-- api portico-provider -->') || assert.fail('the provider');
});

test('the overview of the widgets names every event and every state, and no other', () => {
  const sources = readAll('packages/widgets/src/**/*.ts');
  const overview = documentOf('docs/widgets/index.md');
  const rowsOf = (title: string) => sorted(matches(sectionOf(overview, title), /^\| `([\w-]+)` \|/gm));
  assert.deepEqual(rowsOf('Events'), sorted(matches(sources, /@event \{\w+\} (\w+)/g)));
  const [, states = ''] = /export type WidgetState = (.*);/.exec(sources) ?? [];
  assert.deepEqual(rowsOf('What it shows'), sorted(matches(states, /'([\w-]+)'/g)));
});

test('every adapter that can be imported has a page', () => {
  const names = Object.keys(JSON.parse(read('packages/adapters/package.json')).exports).map(path => path.slice(2));
  assert.ok(names.length > 1, 'the adapters were found');
  for (const name of names)
    assert.match(documentOf(`docs/adapters/${name}.md`), new RegExp(`@portico/adapters/${name}\\b`));
});

test('every error has a page with its status, what a person reads, its cause and its remedy', () => {
  const statuses: Partial<Record<string, number>> = errorStatus;
  const texts: Partial<Record<string, string>> = errorTexts;
  assert.deepEqual(
    sorted(pages.filter(file => file.startsWith('docs/errors/')).map(file => basename(file, '.md'))),
    sorted(['index', ...errorCodes]),
  );
  for (const code of errorCodes) {
    const text = documentOf(`docs/errors/${code}.md`);
    const rowOf = (name: string) => new RegExp(`^\\| ${name} \\| (.*) \\|$`, 'm').exec(text)?.[1];
    assert.ok(text.startsWith(`# \`${code}\`\n`), code);
    assert.equal(Number(rowOf('Status')?.replace(/^– .*/, '0')), statuses[code] ?? 0, code);
    assert.equal(rowOf('A person reads'), texts[code], code);
    for (const title of ['Cause', 'Remedy']) assert.match(sectionOf(text, title), /\w/, `${code}: ${title}`);
  }
});

test('every command that is named exists', () => {
  const scripts = (folder: string) => Object.keys(JSON.parse(read(join(folder, 'package.json'))).scripts ?? {});
  const folderOf = new Map(
    globSync(['{packages,examples}/*/package.json', 'docs/package.json'], { cwd: root }).map(file => [
      JSON.parse(read(file)).name,
      dirname(file),
    ]),
  );
  const commands = documents.flatMap(({ file, text }) =>
    matches(text, /^((?:npm|pnpm|node_modules\/\.bin\/pnpm) .*)$|`((?:npm|pnpm) [^`]+)`/gm).map(command => ({
      file,
      filter: /--filter (\S+)/.exec(command)?.[1],
      script: command.replace(/^\S*pnpm |^npm (run )?|--filter \S+ /g, '').split(' ')[0] ?? '',
    })),
  );
  assert.ok(commands.length > 10, 'the commands were found');
  // Commands of pnpm's own, which tests beside this one run.
  const own = ['deploy', 'install', 'pack'];
  const missing = commands.filter(({ filter, script }) => {
    const folder = filter === undefined ? '.' : folderOf.get(filter);
    return folder === undefined || !(own.includes(script) || scripts(folder).includes(script));
  });
  assert.deepEqual(missing, []);
});

test('every relative link, heading, image and path leads somewhere', () => {
  const wrong = documents.flatMap(({ file, text }) => {
    const prose = text.replace(/^```.*?^```$/gms, '');
    const targets = [...matches(prose, /\]\(([^)\s]+)\)/g), ...matches(prose, /(?:src|srcset|href)="([^"]+)"/g)];
    const links = targets.filter(target => !/^\w+:/.test(target)).filter(target => !leadsSomewhere(file, target));
    // What a build makes is not there in a fresh clone.
    const paths = matches(text, /(?:^|[\s`'])((?:packages|examples)\/[\w./-]+)/gm).filter(
      path => !path.includes('/dist/'),
    );
    return [...links, ...paths.filter(path => !existsSync(join(root, path)))].map(target => `${file}: ${target}`);
  });
  assert.deepEqual(wrong, []);
});

test('every environment variable that is named is one of the server’s', () => {
  const plain = settingsTable.map(({ variable }) => variable);
  const files = settingsTable.filter(({ secret }) => secret).map(fileVariable);
  const known = new Set([...plain, ...files]);
  const named = documents.flatMap(({ file, text }) =>
    matches(text, /\b(PORTICO_[A-Z_]+|DATABASE_URL(?:_FILE)?)\b/g).map(name => ({ file, name })),
  );
  assert.ok(named.length > 50, 'the variables were found');
  assert.deepEqual(
    // Those of the tests are named to contributors.
    named.filter(({ name }) => !known.has(name) && !name.startsWith('PORTICO_TEST_')),
    [],
  );
});

test('the documented metrics are those of the server', () => {
  const known = sorted(matches(readAll('packages/server/src/metrics/*.ts'), /name: '(portico_\w+)'/g));
  assert.ok(known.length > 5, 'the metrics were found');
  assert.deepEqual(sorted(matches(documentOf('docs/server.md'), /^\| `(portico_\w+)` \|/gm)), known);
});

test('the tables of operations, errors and permissions are those of the core', () => {
  const text = documentOf('docs/adapters/index.md');
  const tableOf = (groups: Parameters<typeof listRoutes>[0]) =>
    listRoutes(groups).map(({ group, name, route }) => {
      const mark = route.idempotent ? ' (idempotent)' : '';
      const needs = route.permission ? ` \`${route.permission}\` |` : '';
      return `| \`${group}.${name}\`${mark} | \`${route.method} ${apiPrefix}${route.path}\` |${needs}`;
    });
  const missing = [...tableOf(backendRoutes), ...tableOf(serverRoutes)].filter(row => !text.includes(row));
  assert.deepEqual(missing, []);
  const table = documentOf('docs/errors/index.md');
  const codes = [...table.matchAll(/^\| \[`([a-z-]+)`\]\(\1\.md\) \| (\d+|–) \|/gm)].map(match => [
    match[1],
    Number(match[2]) || 0,
  ]);
  const statuses: Partial<Record<string, number>> = errorStatus;
  assert.deepEqual(Object.fromEntries(codes), Object.fromEntries(errorCodes.map(code => [code, statuses[code] ?? 0])));
  const named = matches(documentOf('docs/recipes/tokens.md'), /`([a-z]+:[a-z-]+)`/g);
  assert.deepEqual(sorted(named), sorted(permissions));
});

/** The attributes of each element, as the elements themselves tell. */
async function definedAttributes(): Promise<Map<string, Set<string>>> {
  const outfile = join(cache, 'widgets.mjs');
  const definitions = globSync('packages/widgets/src/*/define.ts', { cwd: root });
  await build({
    stdin: { contents: definitions.map(file => `import './${file}';`).join('\n'), resolveDir: root },
    tsconfig: join(root, 'tsconfig.base.json'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['source'],
    outfile,
    logLevel: 'silent',
  });
  await import(pathToFileURL(outfile).href);
  const tags = matches(readAll('packages/widgets/src/**/*.ts'), /customElements\.define\(\s*'([\w-]+)'/g);
  assert.ok(tags.length > 3, 'the elements were found');
  const attributesOf = (tag: string): string[] =>
    Reflect.get(customElements.get(tag) ?? assert.fail(tag), 'observedAttributes');
  return new Map(tags.map(tag => [tag, new Set(attributesOf(tag))]));
}

/** What stands below a heading of the second level, up to the next. */
function sectionOf(text: string, title: string): string {
  return text.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? assert.fail(title);
}

function leadsSomewhere(from: string, target: string): boolean {
  const [path = '', heading] = target.split('#');
  const file = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(root, file))) return false;
  return heading === undefined || matches(read(file), /^#+ (.*)$/gm).some(title => anchorOf(title) === heading);
}
