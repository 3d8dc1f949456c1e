import { globSync } from 'node:fs';
import { runnerImport } from 'vite';
import type { WidgetExample } from '../src/widget-example.fixture.ts';

/** A module that a page may load, and the most that it may weigh. */
export interface Entry {
  name: string;
  /** Bytes of gzip, with what is loaded later. */
  budget: number;
  /** The module's code; what it imports is found from this folder. */
  code: string;
}

/** What a record page's module may weigh (P1), and so any widget that is not held to less. */
const recordPage = 34_000;
const allWidgets = 72_000;
const alone: Record<string, number> = { 'password-reset': 26_000 };

/** The record page, each widget alone, and all of them, each with the operations that its examples name. */
export async function entries(): Promise<Entry[]> {
  const root = `${import.meta.dirname}/..`;
  const files = globSync('src/*/*.example.ts', { cwd: root }).sort();
  const examples = await Promise.all(files.map(file => readExample(`${root}/${file}`)));
  return [
    { name: 'record page', budget: recordPage, code: "import './record-page.ts';" },
    ...examples.map(example => {
      const name = folderOf(example);
      return { name, budget: alone[name] ?? recordPage, code: codeOf([example]) };
    }),
    { name: 'all widgets', budget: allWidgets, code: codeOf(examples) },
  ];
}

async function readExample(file: string): Promise<WidgetExample> {
  const { module } = await runnerImport<{ example: WidgetExample }>(file, {
    configFile: false,
    logLevel: 'error',
    // The packages' sources: what a build would make of them may not be there.
    environments: { inline: { resolve: { conditions: ['source'] } } },
  });
  return module.example;
}

function folderOf({ tag }: WidgetExample): string {
  return tag.replace('portico-', '');
}

/** As a page's own entry does it: the widgets, and an HTTP adapter that knows only the routes that they call. */
function codeOf(examples: WidgetExample[]): string {
  const operations = examples.flatMap(example => example.operations);
  const groups = [...new Set(operations.map(operation => operation.split('.')[0]))].sort().join(', ');
  return `
import { httpAdapter } from '@portico/adapters/http';
import { ${groups} } from '@portico/core';
import { PorticoProvider } from '../src/provider/provider.ts';
import '../src/provider/define.ts';
${examples.map(example => `import '../src/${folderOf(example)}/define.ts';`).join('\n')}
PorticoProvider.connect = options => httpAdapter({ ...options, groups: { ${groups} } });
`;
}
