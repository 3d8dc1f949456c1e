import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, ts } from '@custom-elements-manifest/analyzer/index.js';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import { jsxTypesOf } from './jsx-types.ts';
import { published } from './published.ts';

// Writes the manifest of the elements into a folder, and beside it the same for editors. Run in the package's folder.

const [folder = 'dist'] = process.argv.slice(2);
const modules = globSync('src/**/*.ts')
  .filter(path => !/\.(test|fixture|example)\.ts$/.test(path))
  .sort()
  .map(path => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true));
const manifest = published(create({ modules, plugins: litPlugin() }), readFileSync('src/themes/tokens.ts', 'utf8'));

// Both generators read any manifest; their declarations are only stricter about what may be undefined.
const forEditors = manifest as Parameters<typeof getWebTypesData>[0];

mkdirSync(folder, { recursive: true });
const files = {
  'custom-elements.json': JSON.stringify(manifest, null, 2),
  'vscode.html-custom-data.json': getVsCodeHtmlCustomData(forEditors, {}),
  'vscode.css-custom-data.json': getVsCodeCssCustomData(forEditors, {}),
  'web-types.json': getWebTypesData(forEditors, {}),
  'jsx.d.ts': jsxTypesOf(manifest),
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
