// Made of the widgets’ manifest by `pnpm --filter @portico/react generate`, and never edited.
'use client';

import '@portico/widgets/provider';
import type * as portico from '@portico/widgets';
import type { ReactElement, ReactNode } from 'react';
import { type ElementNames, type ElementProps, useElement } from '../use-element.ts';

/** What `PorticoProvider` takes. */
export interface PorticoProviderProps extends ElementProps<portico.PorticoProvider> {
  /** The origin of the Portico server. */
  baseUrl?: portico.PorticoProvider['baseUrl'] | undefined;
  /** Where the host's backend answers a POST with `{ token, expiresAt }`. */
  tokenUrl?: portico.PorticoProvider['tokenUrl'] | undefined;
  /** Gets a token in place of `token-url`. */
  getAccessToken?: portico.PorticoProvider['getAccessToken'] | undefined;
  /** The backend itself, in place of `base-url` and a token. */
  adapter?: portico.PorticoProvider['adapter'] | undefined;
  /** Single texts in place of the catalogue's. */
  texts?: portico.PorticoProvider['texts'] | undefined;
  /** `light` or `dark`; where absent, the page's own `color-scheme` counts. */
  theme?: portico.PorticoProvider['theme'] | undefined;
  /** The widgets, with anything between. */
  children?: ReactNode;
}

const names: ElementNames = {
  attributes: {
    baseUrl: 'base-url',
    tokenUrl: 'token-url',
    theme: 'theme',
  },
  properties: ['getAccessToken', 'adapter', 'texts'],
  events: {},
};

/** Gives the widgets inside it their backend and their texts. */
export function PorticoProvider(props: PorticoProviderProps): ReactElement {
  return useElement('portico-provider', names, props);
}
