import type { Package } from 'custom-elements-manifest';
import { elementsOf, type PublishedElement, settableProperties } from './elements.ts';

/**
 * The types that JSX needs of the elements of a manifest. They name no framework: a page extends the `IntrinsicElements` of
 * its own by them.
 */
export function jsxTypesOf(manifest: Package): string {
  const elements = elementsOf(manifest);
  return `import type * as portico from './index.js';

/** What any element takes in JSX, whatever the framework. */
export interface ElementProps<Element> {
  id?: string | undefined;
  class?: string | undefined;
  className?: string | undefined;
  slot?: string | undefined;
  style?: string | object | undefined;
  title?: string | undefined;
  lang?: string | undefined;
  dir?: 'ltr' | 'rtl' | 'auto' | undefined;
  hidden?: boolean | undefined;
  key?: string | number | bigint | null | undefined;
  ref?: { current: Element | null } | ((element: Element | null) => unknown) | null | undefined;
  children?: unknown;
  [name: \`data-\${string}\`]: unknown;
  [name: \`aria-\${string}\`]: unknown;
}
${elements.map(propsOf).join('')}
/** The elements by their tags, for the \`JSX.IntrinsicElements\` of a framework. */
export interface PorticoElements {
${elements.map(({ tagName, name }) => `  '${tagName}': ${name}Props;\n`).join('')}}
`;
}

function propsOf(element: PublishedElement): string {
  const { name, summary, attributes = [], events = [] } = element;
  const properties = settableProperties(element);
  const ofProperty = (property: string) => `portico.${name}['${property}'] | undefined`;
  const lines = [
    ...properties.map(property => line(property.name, ofProperty(property.name), property.description)),
    ...attributes
      .filter(attribute => !properties.some(property => property.name === attribute.name))
      .map(({ name, fieldName, description }) => line(`'${name}'`, ofProperty(fieldName ?? name), description)),
    ...events.map(({ name, type, description }) =>
      line(`on${name}`, `((event: portico.${type.text}) => void) | undefined`, description),
    ),
  ];
  return `
/** ${summary} */
export interface ${name}Props extends ElementProps<portico.${name}> {
${lines.join('')}}
`;
}

function line(name: string, type: string, description = ''): string {
  return `  /** ${description} */\n  ${name}?: ${type};\n`;
}
