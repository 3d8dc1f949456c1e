import type { OperationName } from '@portico/core';
import type { PorticoBeforeEventMap, PorticoEventMap } from './events/dom-events.ts';

/** A widget as tests, docs and size tables meet it: each loops over the folders that have one. */
export interface WidgetExample {
  tag: `portico-${string}`;
  /** What it is about, in the sample portal. */
  attributes: Readonly<Record<string, string>>;
  /** What it calls; without one of these it hides or explains what it cannot do. */
  operations: readonly OperationName[];
  /** What its scenes make it tell the page. */
  events: readonly (keyof PorticoEventMap | keyof PorticoBeforeEventMap)[];
  /** What a person brings about, by name, starting from the widget at rest. */
  scenes: Readonly<Record<string, (element: HTMLElement) => Promise<void>>>;
}
