import { createRequire } from 'node:module';
import { entries } from '../../widgets/bundles/entries.ts';
import { measure } from '../../widgets/bundles/measure.ts';
import type { Result } from './result.ts';

/** P1: what a record page loads, beside the least that the libraries in it weigh. */
export async function recordPageSize(): Promise<Result[]> {
  const { budget, weight } = await weighed('record page');
  const floor = await measure({ code: librariesAlone });
  return [
    {
      id: 'P1',
      what: 'The module for a record page, gzipped: provider, HTTP adapter, three widgets',
      ours: kilobytes(weight.total),
      peer: `${kilobytes(floor.total)} for its libraries alone: Lit, context and task, ky ${adapters('./package.json').dependencies.ky}, zod/mini`,
      ratio: `${(weight.total / floor.total).toFixed(2)} ×`,
      bar: `≤ ${kilobytes(budget)}`,
      holds: weight.total <= budget,
    },
  ];
}

/** P2: all widgets, with what they load later. */
export async function allWidgetsSize(): Promise<Result[]> {
  const { budget, weight } = await weighed('all widgets');
  const later = weight.later.map(kilobytes).join(' + ');
  return [
    {
      id: 'P2',
      what: `All widgets with the HTTP adapter, gzipped, ${later ? `of it loaded later: ${later}` : 'nothing of it loaded later'}`,
      ours: kilobytes(weight.total),
      peer: '–',
      ratio: '–',
      bar: `≤ ${kilobytes(budget)}`,
      holds: weight.total <= budget,
    },
  ];
}

async function weighed(name: string) {
  const entry = (await entries()).find(one => one.name === name);
  if (!entry) throw new Error(`nothing is called ${name}`);
  return { ...entry, weight: await measure(entry) };
}

const adapters = createRequire(new URL('../../adapters/package.json', import.meta.url));
const core = createRequire(new URL('../../core/package.json', import.meta.url));

/** A page that does nothing with them but what keeps a bundler from leaving them out. */
const librariesAlone = `
import { ContextConsumer, ContextProvider, ContextRoot, createContext } from '@lit/context';
import { Task } from '@lit/task';
import { html, LitElement, css } from 'lit';
import ky from ${JSON.stringify(adapters.resolve('ky'))};
import * as z from ${JSON.stringify(core.resolve('zod/mini').replace(/\.cjs$/, '.js'))};
const schema = z.object({ id: z.string(), of: z.nullable(z.array(z.enum(['a', 'b']))), at: z.optional(z.number()), is: z.boolean() });
const context = createContext('context');
new ContextRoot().attach(document.body);
class Page extends LitElement {
  static styles = css\`p { margin: 0; }\`;
  static properties = { search: {} };
  provider = new ContextProvider(this, { context });
  consumer = new ContextConsumer(this, { context });
  task = new Task(this, { args: () => [this.search], task: async () => schema.safeParse(await ky('/').json()) });
  render() { return html\`<p @click=\${this.click}>\${this.task.value}</p>\`; }
}
customElements.define('a-page', Page);
`;

/** As the bars count: 1,000 bytes. */
function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
