import { lastingVisit, readVisit, type Visit } from './visit.ts';

/** Where the portal lives on its origin. */
const base = '/portal/';

const paths = {
  home: base,
  'sign-in': `${base}sign-in`,
  forgot: `${base}forgot`,
  register: `${base}register`,
  reset: `${base}reset`,
} as const;

export type PageName = keyof typeof paths | 'not-found';

/** The path of a page, for links. */
export function pathOf(page: keyof typeof paths): string {
  return paths[page];
}

/** The page that a path names; a missing or a doubled slash at the end is forgiven. */
export function pageAt(pathname: string): PageName {
  const trimmed = pathname.replace(/\/+$/, '');
  const match = Object.entries(paths).find(([, path]) => path.replace(/\/$/, '') === trimmed);
  return match ? (match[0] as PageName) : 'not-found';
}

export interface Router {
  /** Shows the page of the address, and follows it from now on: links, Back and Forward. */
  start(): void;
  /** Shows a page in place of the current one; `replace` leaves no way back to it. */
  go(page: keyof typeof paths, options?: { visit?: Visit; replace?: boolean }): void;
  /** Adds to what is remembered of the current page, across reloads and Back. */
  remember(visit: Visit): void;
}

/** Calls `show` on every navigation, until the signal ends it. */
export function createRouter(show: (page: PageName, visit: Visit) => void, signal?: AbortSignal): Router {
  const showCurrent = () => show(pageAt(location.pathname), takeVisit());
  const options = signal ? { signal } : {};
  const router: Router = {
    start() {
      // A second mail's link, opened in this tab, changes the fragment only: `popstate` tells of that too.
      addEventListener('popstate', showCurrent, options);
      document.addEventListener('click', followLink, options);
      showCurrent();
    },
    go(page, { visit = {}, replace = false } = {}) {
      if (replace) history.replaceState(visit, '', paths[page]);
      else history.pushState(visit, '', paths[page]);
      showCurrent();
    },
    remember(visit) {
      history.replaceState({ ...readVisit(history.state), ...visit }, '');
    },
  };
  function followLink(event: MouseEvent) {
    const page = pageOfClick(event);
    if (!page) return;
    event.preventDefault();
    router.go(page);
  }
  return router;
}

/** Reads what this history entry carries, and moves a link's secret out of the address before anything else can see it. */
function takeVisit(): Visit {
  const visit = readVisit(history.state, location.hash);
  history.replaceState(lastingVisit(visit), '', location.pathname + location.search);
  return visit;
}

/** The page a plain click on a link leads to; other clicks (a new tab, a download) stay the browser's. */
function pageOfClick(event: MouseEvent): keyof typeof paths | undefined {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  ) {
    return undefined;
  }
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.origin !== location.origin) return undefined;
  const page = pageAt(link.pathname);
  return page === 'not-found' ? undefined : page;
}
