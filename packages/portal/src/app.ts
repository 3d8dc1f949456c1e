import { ForgotPage } from './pages/forgot.ts';
import { HomePage } from './pages/home.ts';
import { NotFoundPage } from './pages/not-found.ts';
import { SetPasswordPage } from './pages/set-password.ts';
import { SignInPage } from './pages/sign-in.ts';
import { type PageName, pathOf, placeAt } from './places.ts';
import type { Portal, PortalApi } from './portal.ts';
import type { PortalPage } from './portal-page.ts';
import { createRouter } from './router.ts';
import { openSessionChannel } from './session-channel.ts';
import type { Visit } from './visit.ts';

const pages: Record<PageName, (portal: Portal, visit: Visit) => PortalPage> = {
  home: (portal, visit) => new HomePage(portal, visit),
  'sign-in': (portal, visit) => new SignInPage(portal, visit),
  forgot: (portal, visit) => new ForgotPage(portal, visit),
  register: (portal, visit) => new SetPasswordPage('registration', portal, visit),
  reset: (portal, visit) => new SetPasswordPage('reset', portal, visit),
};

/** Shows the page of the address in `container`, and follows it until the signal ends it. */
export function startPortal(
  container: Element,
  { api, name, signal }: { api: PortalApi; name: string; signal?: AbortSignal },
): Portal {
  let current: PortalPage | undefined;
  const show = (page: PageName | undefined, visit: Visit) => {
    const isFirst = current === undefined;
    const next = page ? pages[page](portal, visit) : new NotFoundPage(portal, visit);
    current = next;
    container.replaceChildren(next);
    // On arrival the browser decides where focus is; afterwards the old page's focus is gone with it.
    if (!isFirst) void next.updateComplete.then(() => next.focusHeading());
  };
  const router = createRouter({ placeAt, pathOf }, show, signal);
  const channel = openSessionChannel('portico-session', change => current?.sessionChanged(change));
  signal?.addEventListener('abort', () => channel.close());
  const portal: Portal = { ...router, api, name, typedEmail: '', tellOthers: channel.tell };
  router.start();
  return portal;
}
