import type { Port, staffSession } from '@portico/core';
import type { Router } from '../router.ts';
import type { SessionChange } from '../session-channel.ts';
import type { Notice } from '../visit.ts';
import type { Place } from './places.ts';
import type { SignedIn } from './signed-in.ts';

/** The operations that need the session's cookie; everything else goes through the backend of whoever is signed in. */
export type AdminApi = Port<{ staffSession: typeof staffSession }>;

/** What every admin page is given. */
export interface Admin extends Router<Place> {
  readonly api: AdminApi;
  /** The portal's own name, as its owner chose it. */
  readonly name: string;
  /** What belongs to one sign-in, and ends with it. */
  readonly signedIn: SignedIn;
  /** The address typed last, so that nobody types it twice. In memory only. */
  typedEmail: string;
  /** Somebody has signed in: goes on to where they were, or to the clients. */
  arrive(): void;
  /** Nobody is signed in any more: to the sign-in page, and from there back here. */
  leave(notice?: Notice): void;
  /** Notes in the address what the page shows now; no page is left. */
  readdress(place: Place): void;
  /** Tells the other tabs of this browser. */
  tellOthers(change: SessionChange): void;
}
