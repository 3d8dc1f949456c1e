import { ContextRoot, createContext } from '@lit/context';
import type { BackendAdapter } from '@portico/core';
import type { TextOverrides } from '../texts/texts.ts';

/** What a provider gives to the widgets inside it. */
export interface PorticoContext {
  adapter: BackendAdapter | undefined;
  texts: TextOverrides | undefined;
}

/** Keyed by `Symbol.for`, so that two copies of this module on one page understand each other. */
export const porticoContext = createContext<PorticoContext>(Symbol.for('portico'));

/** Lets a widget that is upgraded before its provider get the context later. One per document, whoever comes first. */
export function attachContextRoot(): void {
  const root = document as unknown as Record<symbol, ContextRoot | undefined>;
  const key = Symbol.for('portico-context-root');
  if (!root[key]) {
    root[key] = new ContextRoot();
    root[key].attach(document.documentElement);
  }
}
