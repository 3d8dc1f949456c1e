import { failureOf } from '../failure.ts';
import type { PortalPage } from '../portal-page.ts';
import { createRouter } from '../router.ts';
import { openSessionChannel, type SessionChange } from '../session-channel.ts';
import { type Notice, readVisit, type Visit } from '../visit.ts';
import type { Admin, AdminApi } from './admin.ts';
import { AccountPage } from './pages/account.ts';
import { ClientsPage } from './pages/clients.ts';
import { ContactPage } from './pages/contact.ts';
import { NotFoundPage } from './pages/not-found.ts';
import { SignInPage } from './pages/sign-in.ts';
import { SignInLinkPage } from './pages/sign-in-link.ts';
import { type Place, pathOf, placeAt } from './places.ts';
import { forgetReturnPlace, keepReturnPlace, takeReturnPlace } from './return-place.ts';
import { type SignedIn, signedInBy } from './signed-in.ts';

/** Shows the admin page of the address in `container`, and follows it until the signal ends it. */
export function startAdmin(
  container: Element,
  { api, name, signal }: { api: AdminApi; name: string; signal?: AbortSignal },
): Admin {
  let current: PortalPage<Admin> | undefined;
  let shownPlace: Place | undefined;
  let signedIn = begin();
  const options = signal ? { signal } : {};
  const router = createRouter<Place>({ placeAt, pathOf }, show, signal);
  const channel = openSessionChannel('portico-staff-session', onSessionChange);
  signal?.addEventListener('abort', () => channel.close());
  // The session may have begun, ended or become another person's while this tab was out of sight.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void check(), options);

  const admin: Admin = {
    ...router,
    api,
    name,
    typedEmail: '',
    get signedIn() {
      return signedIn;
    },
    tellOthers: channel.tell,
    arrive() {
      signedIn = begin();
      router.go(takeReturnPlace() ?? { page: 'clients' }, { replace: true });
    },
    leave,
    readdress: place => history.replaceState(history.state, '', pathOf(place)),
  };
  // The company's sign-in comes back to the first page, whatever page it began from.
  const returnPlace = location.pathname + location.search === pathOf({ page: 'clients' }) && takeReturnPlace();
  if (returnPlace) history.replaceState(null, '', pathOf(returnPlace));
  router.start();
  return admin;

  function show(place: Place | undefined, visit: Visit, isReturn: boolean): void {
    const isFirst = current === undefined;
    const next = pageOf(admin, place, visit);
    const from = shownPlace;
    current = next;
    shownPlace = place;
    if (signedIn.person) router.remember({ signedIn: true });
    container.replaceChildren(next);
    if (isFirst) return;
    // Back finds the page where it was left, the browser sees to that; any other page begins at its top.
    if (!isReturn) scrollTo(0, 0);
    void next.updateComplete.then(() => {
      const isBack = isReturn && from?.page === 'account' && next instanceof ClientsPage && next.focusClient(from.id);
      if (!isBack) next.focusHeading({ preventScroll: true });
    });
  }

  function begin(): SignedIn {
    const begun: SignedIn = signedInBy(api, {
      onKnown: () => begun === signedIn && router.remember({ signedIn: true }),
      onEnded: () => begun === signedIn && leave(wasSignedIn() ? 'session-ended' : undefined),
    });
    return begun;
  }

  function wasSignedIn(): boolean {
    return signedIn.person !== undefined || readVisit(history.state).signedIn === true;
  }

  function leave(notice?: Notice): void {
    const place = placeAt(location);
    if (place && (!notice || notice === 'session-ended')) keepReturnPlace(place);
    else forgetReturnPlace();
    signedIn = begin();
    router.go({ page: 'sign-in' }, { replace: true, visit: { signedIn: false, ...(notice && { notice }) } });
  }

  function onSessionChange(change: SessionChange): void {
    const isSigningIn = placeAt(location)?.page === 'sign-in';
    if (change === 'signed-in') {
      if (isSigningIn) admin.arrive();
      else void check();
    } else if (!isSigningIn) leave('signed-out-elsewhere');
  }

  /** Lost connections are the pages' own affair. */
  async function check(): Promise<void> {
    const { person } = signedIn;
    const page = current;
    if (!person && !(page instanceof SignInPage)) return;
    const found = await api.staffSession.get({}).catch(failureOf);
    if (page !== current) return;
    if (found instanceof Error) {
      if (person && found.code === 'unauthenticated') leave('session-ended');
    } else if (found.email !== person?.email) admin.arrive();
  }
}

function pageOf(admin: Admin, place: Place | undefined, visit: Visit): PortalPage<Admin> {
  if (place?.page === 'clients') return new ClientsPage(admin, place.search ?? '', visit);
  if (place?.page === 'account') return new AccountPage(admin, place.id, visit);
  if (place?.page === 'contact') return new ContactPage(admin, place.id, visit);
  if (place?.page === 'sign-in') {
    return visit.linkToken ? new SignInLinkPage(admin, visit) : new SignInPage(admin, place.problem, visit);
  }
  return new NotFoundPage(admin, visit);
}
