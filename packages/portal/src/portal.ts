import type { links, Port, session } from '@portico/core';
import type { PageName } from './places.ts';
import type { Router } from './router.ts';
import type { SessionChange } from './session-channel.ts';

/** The operations that the portal's pages use. */
export type PortalApi = Port<{ session: typeof session; links: typeof links }>;

/** What every page is given. */
export interface Portal extends Router<PageName> {
  readonly api: PortalApi;
  /** The portal's own name, as its owner chose it. */
  readonly name: string;
  /** Tells the other tabs of this browser. */
  tellOthers(change: SessionChange): void;
  /** The address typed last, so that nobody types it twice. In memory only. */
  typedEmail: string;
}
