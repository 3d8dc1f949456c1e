import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { type ComponentType, createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { componentName } from '../generator/component.ts';
import { settableProperties } from '../generator/manifest.ts';
import { readElements } from '../generator/sources.ts';

const root = resolve(import.meta.dirname, '..');
const elements = readElements();
const options = {
  bundle: true,
  format: 'esm',
  external: ['react', 'react/jsx-runtime'],
  conditions: ['source'],
  tsconfig: resolve(root, '../../tsconfig.base.json'),
  absWorkingDir: root,
  logLevel: 'error',
} as const satisfies BuildOptions;

let components: Record<string, ComponentType<Record<string, unknown>>>;

before(async () => {
  const outfile = join(root, 'node_modules/.cache/server/index.mjs');
  // The widgets' sources have decorators, which Node does not read.
  await build({ ...options, entryPoints: ['src/index.ts'], platform: 'node', outfile });
  components = await import(pathToFileURL(outfile).href);
});

test('each is rendered on a server as its tag with its attributes', () => {
  for (const element of elements) {
    const properties = settableProperties(element);
    const props = Object.fromEntries(
      properties.map(({ name, attribute }) => [name, attribute ? `the ${name}` : { not: 'in markup' }]),
    );
    const attributes = properties.flatMap(({ name, attribute }) => (attribute ? [` ${attribute}="the ${name}"`] : []));
    const { tagName } = element;
    const html = render(componentName(element), { ...props, className: 'own', 'data-own': '1' });
    assert.equal(html, `<${tagName}${attributes.join('')} class="own" data-own="1"></${tagName}>`);
  }
});

test('functions and listeners are not in the markup, and children are', () => {
  const listeners = Object.fromEntries(
    ['onClick', 'onPasswordResetSent', 'onBeforePasswordReset'].map(name => [name, () => {}]),
  );
  assert.equal(
    render('PasswordReset', { contactId: '003A', ...listeners }),
    '<portico-password-reset contact-id="003A"></portico-password-reset>',
  );
  assert.equal(
    render('PorticoProvider', { getAccessToken: () => 'secret', children: createElement('p', null, 'between') }),
    '<portico-provider><p>between</p></portico-provider>',
  );
});

test('one component brings its own widget alone into a bundle, and what is not used brings none', async () => {
  for (const element of elements) {
    const name = componentName(element);
    assert.deepEqual(await definedBy(`import { ${name} } from '@portico/react'; console.log(${name});`), [
      element.tagName,
    ]);
  }
  assert.deepEqual(await definedBy("import '@portico/react';"), []);
  assert.deepEqual(
    await definedBy("import * as portico from '@portico/react'; console.log(portico);"),
    elements.map(({ tagName }) => tagName),
  );
});

function render(name: string, props: Record<string, unknown>): string {
  return renderToString(createElement(components[name] ?? assert.fail(name), props));
}

/** The tags of the elements that a bundle of this code defines. */
async function definedBy(contents: string): Promise<string[]> {
  const stdin = { contents, resolveDir: root };
  const { outputFiles } = await build({ ...options, stdin, platform: 'browser', write: false, logLevel: 'silent' });
  const code = outputFiles[0]?.text ?? '';
  return [...code.matchAll(/customElements\.define\(\s*["'`]([\w-]+)/g)].map(match => match[1] ?? '').sort();
}
