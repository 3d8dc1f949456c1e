import type { BackendAdapter } from '@portico/core';
import type { ReactiveControllerHost } from 'lit';

/** What a controller needs of the element it works for: every widget is one, and so is an element of your own. */
export interface PorticoHost extends ReactiveControllerHost, Pick<HTMLElement, 'dispatchEvent' | 'isConnected'> {
  /** Where reads and writes go; undefined until there is one. */
  readonly backend: BackendAdapter | undefined;
}
