import { type PublishedElement, settableProperties } from './manifest.ts';

/** The first lines of each file. */
const header = '// Made of the widgets’ manifest by `pnpm --filter @portico/react generate`, and never edited.\n';

/** What a component is called: as its class, without what all classes begin with. A `Provider` could be anybody's. */
export function componentName({ name }: PublishedElement): string {
  return name === 'PorticoProvider' ? name : name.replace(/^Portico/, '');
}

/** Where a component is: the part of the tag that is its own. */
export function moduleName({ tagName }: PublishedElement): string {
  return tagName.replace(/^portico-/, '');
}

/** The prop of each event: `accessgranted` is `onAccessGranted`, with the words as in the name of its type. */
export function eventProps({ tagName, events = [] }: PublishedElement): { prop: string; name: string }[] {
  return events.map(({ name, type }) => {
    const words = type.text.replace(/Event$/, '');
    if (words.toLowerCase() !== name) throw new Error(`${tagName}: the event ${name} is of the type ${type.text}`);
    return { prop: `on${words}`, name };
  });
}

/** The source of the component of an element. */
export function componentSource(element: PublishedElement): string {
  const { tagName, name: className, summary } = element;
  const name = componentName(element);
  return `${header}'use client';

import '@portico/widgets/${moduleName(element)}';
import type * as portico from '@portico/widgets';
import type { ${isFilled(element) ? 'ReactElement, ReactNode' : 'ReactElement'} } from 'react';
import { type ElementNames, type ElementProps, ${element.events?.length ? 'type Listener, ' : ''}useElement } from '../use-element.ts';

/** What \`${name}\` takes. */
export interface ${name}Props extends ElementProps<portico.${className}> {
${propLines(element).join('')}}

const names: ElementNames = {
${nameLines(element).join('')}};

/** ${summary} */
export function ${name}(props: ${name}Props): ReactElement {
  return useElement('${tagName}', names, props);
}
`;
}

/** The source of the package's entry. */
export function indexSource(elements: readonly PublishedElement[]): string {
  const lines = elements.map(element => {
    const name = componentName(element);
    return `export { ${name}, type ${name}Props } from './components/${moduleName(element)}.ts';\n`;
  });
  return `${header}export type * from '@portico/widgets';\n${lines.join('')}`;
}

function propLines(element: PublishedElement): string[] {
  const { name: className, events = [], slots = [] } = element;
  const types = new Map(events.map(({ name, type }) => [name, type.text]));
  const described = new Map(events.map(({ name, description }) => [name, description]));
  return [
    ...settableProperties(element).map(({ name, description }) =>
      propLine(name, `portico.${className}['${name}'] | undefined`, description),
    ),
    ...eventProps(element).map(({ prop, name }) =>
      propLine(prop, `Listener<portico.${types.get(name)}>`, described.get(name)),
    ),
    ...slots.filter(({ name }) => !name).map(({ description }) => propLine('children', 'ReactNode', description)),
  ];
}

function propLine(name: string, type: string, description = ''): string {
  return `  /** ${description} */\n  ${name}?: ${type};\n`;
}

function nameLines(element: PublishedElement): string[] {
  const properties = settableProperties(element);
  const attributes = properties.flatMap(({ name, attribute }) => (attribute ? [[name, attribute] as const] : []));
  const others = properties.filter(({ attribute }) => !attribute).map(({ name }) => `'${name}'`);
  return [
    recordLine('attributes', attributes),
    `  properties: [${others.join(', ')}],\n`,
    recordLine(
      'events',
      eventProps(element).map(({ prop, name }) => [prop, name]),
    ),
  ];
}

function recordLine(name: string, entries: (readonly [string, string])[]): string {
  if (entries.length === 0) return `  ${name}: {},\n`;
  return `  ${name}: {\n${entries.map(([key, value]) => `    ${key}: '${value}',\n`).join('')}  },\n`;
}

/** Whether an element shows what stands in it. */
function isFilled({ slots = [] }: PublishedElement): boolean {
  return slots.some(({ name }) => !name);
}
