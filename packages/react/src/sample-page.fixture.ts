import { memoryBackend } from '@portico/adapters/memory';
import type { BackendAdapter } from '@portico/core';
import { sampleStaff, seedSamplePortal } from '@portico/mocks/seed';
import { createElement, type ReactNode } from 'react';
import type { WidgetExample } from '../../widgets/src/widget-example.fixture.ts';
import { moduleName } from '../generator/component.ts';
import { type PublishedElement, settableProperties } from '../generator/manifest.ts';
import { PorticoProvider } from './index.ts';
import { componentOf, elements } from './mounted.fixture.ts';

const names: string[] = await (await fetch('/__widgets.json')).json();

/** Every widget that has an example, with the props that its attributes are. */
export const widgets = await Promise.all(
  elements
    .filter(element => names.includes(moduleName(element)))
    .map(async element => {
      const name = moduleName(element);
      const { example }: { example: WidgetExample } = await import(`/packages/widgets/src/${name}/${name}.example.ts`);
      return { element, props: propsOf(element, example), scenes: Object.entries(example.scenes) };
    }),
);

/** A widget of the sample portal in a provider. */
export function widgetPage(adapter: BackendAdapter, element: PublishedElement, props: object): ReactNode {
  return createElement(PorticoProvider, { adapter }, createElement(componentOf(element), { ...props }));
}

/** The sample portal, and how many listen to what happens in it. */
export async function samplePortal() {
  const backend = memoryBackend();
  await seedSamplePortal(backend);
  const adapter = backend.as(sampleStaff);
  const listening = new Set<unknown>();
  const subscribe: BackendAdapter['subscribe'] = async (...given) => {
    listening.add(given);
    await adapter.subscribe(...given).finally(() => listening.delete(given));
  };
  return { adapter: { ...adapter, subscribe }, listening };
}

function propsOf(element: PublishedElement, { attributes }: WidgetExample): Record<string, string> {
  const properties = settableProperties(element);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      properties.find(({ attribute }) => attribute === name)?.name ?? name,
      value,
    ]),
  );
}
