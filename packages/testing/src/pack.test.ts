import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { build } from 'esbuild';
import { type Entrypoint, entrypointsOf, type PackedPackage, pack, publishedFolders } from './published-packages.ts';

// Each package alone, as a customer has it: packed, installed by npm into an empty project, and used from there.

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'portico-pack-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const packages = new Map(
  publishedFolders.map(path => pack(path, folder)).map(packed => [packed.manifest.name, packed]),
);
/** These are for pages: nothing but a browser runs them. */
const inBrowsersOnly = ['@portico/widgets/record-page.js', '@portico/mocks/browser'];
const isModule = ({ file = '' }: Entrypoint) => file.endsWith('.js');

/** What a project that installs the package has anyway, in the version that this repository has. */
const beside: Record<string, string[]> = {
  '@portico/react': ['react-dom', '@types/react'],
  '@portico/server': ['@types/node'],
};
const devDependenciesOf = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')).devDependencies;
const versions = { ...devDependenciesOf('package.json'), ...devDependenciesOf('packages/react/package.json') };

const resolutions = [
  ['nodenext', 'nodenext'],
  ['bundler', 'esnext'],
] as const;

const strict = {
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  target: 'es2022',
  lib: ['es2024', 'dom', 'dom.iterable'],
  jsx: 'react-jsx',
};

/** What a customer writes, beyond naming every module. */
const consumers: Record<string, string> = {
  '@portico/adapters': `
import { httpAdapter } from '@portico/adapters/http';
import { access } from '@portico/core';
const adapter = httpAdapter({ baseUrl: 'https://access.example.com', getAccessToken: () => '', groups: { access } });
export const page = adapter.access.listForAccount({ accountId: '001A' });`,
  '@portico/widgets': `
import { type AccessGrantedEvent, PorticoProvider } from '@portico/widgets';
import { PorticoPasswordReset } from '@portico/widgets/password-reset';
export const ids = (event: AccessGrantedEvent): string[] => [event.detail.accountId, event.detail.accessId];
const reset = new PorticoPasswordReset();
reset.contactId = '003A';
reset.addEventListener('passwordresetsent', event => event.detail.contactId.length);
document.querySelector('portico-provider') satisfies PorticoProvider | null;`,
  // Its own components, and the elements themselves in JSX.
  '@portico/react': `
import type { PorticoElements } from '@portico/widgets/jsx';
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends PorticoElements {}
  }
}
export const tag = <portico-password-reset contact-id="003A" onpasswordresetsent={event => event.detail.contactId} />;
import { type AccessGrantedEvent, CreateUser, type PasswordReset, PorticoProvider } from '@portico/react';
import { type ComponentRef, createElement } from 'react';
const onAccessGranted = ({ detail }: AccessGrantedEvent) => detail.accountId.length;
export const page = createElement(PorticoProvider, { theme: 'dark' }, createElement(CreateUser, { onAccessGranted }));
export const press = (reset: ComponentRef<typeof PasswordReset>): Promise<void> => reset.press();`,
};

for (const [name, packed] of packages) {
  describe(name, () => {
    const project = join(folder, 'projects', basename(name));
    const entrypoints = entrypointsOf(packed);

    test('installs into an empty project', { timeout: 300_000 }, () => {
      mkdirSync(project, { recursive: true });
      writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'page', private: true, type: 'module' }));
      const tarballs = withDependencies(packed).map(({ tarball }) => tarball);
      const others = beside[name] ?? [];
      const wanted = others.map(other => `${other}@${versions[other]}`);
      const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
      // What is not in the cache comes from the registry, which may be slow, or away for a moment.
      const patient = ['--prefer-offline', '--fetch-retries=5', '--fetch-retry-mintimeout=2000'];
      run(project, 'npm', 'install', ...quiet, ...patient, ...tarballs, ...wanted);
    });

    test('is imported by Node without a page, every export', () => {
      const modules = entrypoints.filter(isModule).filter(({ specifier }) => !inBrowsersOnly.includes(specifier));
      const code = modules.map(({ specifier }) => `await import('${specifier}');`).join('\n');
      const others = entrypoints.filter(({ file = '' }) => /\.(json|css)$/.test(file));
      const found = others.map(({ specifier }) => `import.meta.resolve('${specifier}');`).join('\n');
      writeFileSync(join(project, 'imports.js'), `${code}\n${found}\n`);
      run(project, process.execPath, 'imports.js');
    });

    for (const [moduleResolution, module] of resolutions) {
      test(`has types that hold in a project of the module resolution ${moduleResolution}`, () => {
        const typed = entrypoints.filter(({ types }) => types);
        const imports = typed.map(({ specifier }, i) => `export type * as m${i} from '${specifier}';`);
        writeFileSync(join(project, 'consumer.tsx'), [...imports, consumers[name] ?? ''].join('\n'));
        const types = beside[name]?.filter(other => other.startsWith('@types/')).map(other => basename(other)) ?? [];
        const compilerOptions = { ...strict, types, moduleResolution, module };
        writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.tsx'] }));
        const tsc = join(root, 'node_modules/typescript/bin/tsc');
        const { stdout, stderr } = spawnSync(
          process.execPath,
          [tsc, '-p', project, '--pretty', 'false', '--listFiles'],
          {
            cwd: project,
            encoding: 'utf8',
          },
        );
        assert.equal(stderr, '');
        assert.match(stdout, /\/consumer\.tsx$/m, 'the compiler has read what the customer wrote');
        // Declarations of others are not ours to mend.
        const ours = stdout.split('\n').filter(line => /^(?!node_modules\/(?!@portico\/)).*error TS\d/.test(line));
        assert.deepEqual(ours, []);
      });
    }
  });
}

test('one widget brings that widget alone into a bundle, and the classes alone bring no definition', async () => {
  const { specifiers, bundled } = widgetBundles();
  assert.ok(specifiers.length > 3, 'the widgets were found');
  for (const specifier of specifiers) {
    const tag = `portico-${basename(specifier)}`;
    assert.deepEqual(definedIn(await bundled(`import '${specifier}';`)), [tag]);
  }
  const classes = "import { PorticoPasswordReset } from '@portico/widgets'; console.log(PorticoPasswordReset);";
  assert.deepEqual(definedIn(await bundled(classes)), []);
  assert.doesNotMatch(await bundled(classes), /account-href/, 'a widget that nobody named');
  const onRecordPages = readFileSync(join(root, 'packages/widgets/bundles/record-page.ts'), 'utf8');
  assert.deepEqual(
    definedIn(await bundled("import '@portico/widgets/record-page.js';")),
    [...onRecordPages.matchAll(/src\/([\w-]+)\/define/g)].map(match => `portico-${match[1]}`).sort(),
  );
});

test('React components are rendered by Node', () => {
  const project = join(folder, 'projects/react');
  const code = `
import { PasswordReset, PorticoProvider } from '@portico/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
const reset = createElement(PasswordReset, { contactId: '003A', onPasswordResetSent: () => {} });
console.log(renderToString(createElement(PorticoProvider, { getAccessToken: () => '' }, reset)));`;
  writeFileSync(join(project, 'render.js'), code);
  const { stdout } = run(project, process.execPath, 'render.js');
  const reset = '<portico-password-reset contact-id="003A"></portico-password-reset>';
  assert.equal(stdout, `<portico-provider>${reset}</portico-provider>\n`);
});

test('the server is a command that tells its version', () => {
  const { stdout } = run(join(folder, 'projects/server'), 'node_modules/.bin/portico', '--version');
  assert.match(stdout, /^Portico \d+\.\d+\.\d+, on Node /);
});

/** The package and those of ours that it needs, first to last. */
function withDependencies(packed: PackedPackage): PackedPackage[] {
  const needed = new Set([packed]);
  for (const { manifest } of needed) {
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const dependency = packages.get(name);
      if (dependency) needed.add(dependency);
    }
  }
  return [...needed];
}

function widgetBundles() {
  const widgets = packages.get('@portico/widgets') ?? assert.fail();
  const specifiers = entrypointsOf(widgets).filter(({ file = '' }) => file.endsWith('/define.js'));
  const bundled = async (contents: string) => {
    const stdin = { contents, resolveDir: join(folder, 'projects/widgets') };
    const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', write: false, logLevel: 'silent' });
    return outputFiles[0]?.text ?? '';
  };
  return { specifiers: specifiers.map(({ specifier }) => specifier), bundled };
}

function definedIn(code: string): string[] {
  return [...code.matchAll(/customElements\.define\(\s*["'`]([\w-]+)/g)].map(match => match[1] ?? '').sort();
}

/** As a person in that folder would: without what the runner of these tests was told by npm, such as where to install. */
function run(cwd: string, command: string, ...args: string[]) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_TEST)/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 280_000 });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return { stdout };
}
