import { httpAdapter } from '@portico/adapters/http';
import {
  access,
  accounts,
  type BackendAdapter,
  contacts,
  events,
  isPorticoError,
  recovery,
  type Settings,
  type StaffSession,
  settings,
  users,
} from '@portico/core';
import type { AdminApi } from './admin.ts';
import type { ShownClients } from './client-rows.ts';

const groups = { access, accounts, contacts, events, recovery, settings, users };

/** What belongs to one sign-in: nothing of it may be left to whoever signs in next. */
export interface SignedIn {
  /** Acts for the person, by short tokens; pages and widgets share it. */
  readonly backend: BackendAdapter;
  /** Who it is, once that is known. */
  readonly person: StaffSession | undefined;
  /** Asks who it is, once. */
  session(): Promise<StaffSession>;
  /** What the portal's owner has configured, read once. */
  settings(): Promise<Settings>;
  /** The clients that were on show last, so that Back finds them at once. */
  lastClients: ShownClients | undefined;
}

/** Acts by the browser's cookie, and tells once it is known whose it is, or that it is nobody's. */
export function signedInBy(api: AdminApi, told: { onKnown(): void; onEnded(): void }): SignedIn {
  const staff = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (isPorticoError(error) && error.code === 'unauthenticated') told.onEnded();
      throw error;
    }
  };
  // The adapter keeps the token until it is refused, and asks once for all calls that wait for it.
  const getAccessToken = async () => (await staff(api.staffSession.token({}))).token;
  const backend = httpAdapter({ baseUrl: location.origin, groups, getAccessToken });
  let person: StaffSession | undefined;
  return {
    backend,
    get person() {
      return person;
    },
    session: once(async () => {
      person = await staff(api.staffSession.get({}));
      told.onKnown();
      return person;
    }),
    settings: once(() => backend.settings.get({})),
    lastClients: undefined,
  };
}

/** Does the work once for all who ask; work that failed is done again for the next one. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    const doing = done ?? work();
    done = doing;
    doing.catch(() => {
      if (done === doing) done = undefined;
    });
    return doing;
  };
}
