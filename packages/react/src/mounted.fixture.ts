import { defineAdapter } from '@portico/core';
import type { CustomElementField, Package } from 'custom-elements-manifest';
import { type ComponentType, createElement, type ReactNode, StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { componentName } from '../generator/component.ts';
import { elementsOf, type PublishedElement } from '../generator/manifest.ts';
import * as portico from './index.ts';

const answer = await fetch('/packages/widgets/dist/custom-elements.json');
if (!answer.ok) throw new Error('There is no manifest: run `pnpm --filter @portico/widgets manifest`.');
const manifest: Package = await answer.json();

/** Every element that the widgets' build tells of. */
export const elements = elementsOf(manifest);

/** The component of an element. */
export function componentOf(element: PublishedElement): ComponentType<Record<string, unknown>> {
  return Reflect.get(portico, componentName(element));
}

/** Something that a property takes, as far as its type tells. */
export function sampleValue({ name, attribute, type }: CustomElementField): unknown {
  const text = type?.text ?? '';
  if (attribute) return /'(\w+)'/.exec(text)?.[1] ?? `the ${name}`;
  if (text.includes('=>')) return () => name;
  return text.includes('BackendAdapter') ? defineAdapter({}) : {};
}

export type Mounted = ReturnType<typeof mount>;

/** A page as a developer's machine renders it: strictly. Here everything is there at once. */
export function mount(node: ReactNode) {
  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container);
  const render = (next: ReactNode) => flushSync(() => root.render(createElement(StrictMode, null, next)));
  render(node);
  return {
    container,
    render,
    /** The one element of a tag. */
    find(tag: string): HTMLElement {
      const found = container.querySelector<HTMLElement>(tag);
      if (!found) throw new Error(`There is no <${tag}>.`);
      return found;
    },
    unmount() {
      flushSync(() => root.unmount());
      container.remove();
    },
  };
}

/** Records what is complained of in the console; the function gives it, and forgets it. */
export function recordComplaints(): () => string[] {
  const told: string[] = [];
  for (const level of ['error', 'warn'] as const) {
    const tell = console[level];
    console[level] = (...words: unknown[]) => {
      told.push(words.join(' '));
      tell(...words);
    };
  }
  return () => told.splice(0);
}
