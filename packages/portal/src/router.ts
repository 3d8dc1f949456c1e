import { lastingVisit, readVisit, type Visit } from './visit.ts';

/** Which place of the portal an address names, and back. */
export interface Addresses<Place> {
  /** Undefined where there is no such place. */
  placeAt(address: Pick<URL, 'pathname' | 'search'>): Place | undefined;
  pathOf(place: Place): string;
}

export interface Router<Place> {
  /** Shows the page of the address, and follows it from now on: links, Back and Forward. */
  start(): void;
  /** Shows a page in place of the current one; `replace` leaves no way back to it. */
  go(place: Place, options?: { visit?: Visit; replace?: boolean }): void;
  /** Adds to what is remembered of the current page, across reloads and Back. */
  remember(visit: Visit): void;
}

/** Calls `show` on every navigation, until the signal ends it; `isReturn` on Back and Forward. */
export function createRouter<Place>(
  { placeAt, pathOf }: Addresses<Place>,
  show: (place: Place | undefined, visit: Visit, isReturn: boolean) => void,
  signal?: AbortSignal,
): Router<Place> {
  const showCurrent = (event?: PopStateEvent) => show(placeAt(location), takeVisit(), Boolean(event));
  const options = signal ? { signal } : {};
  const router: Router<Place> = {
    start() {
      // A second mail's link, opened in this tab, changes the fragment only: `popstate` tells of that too.
      addEventListener('popstate', showCurrent, options);
      document.addEventListener('click', followLink, options);
      showCurrent();
    },
    go(place, { visit = {}, replace = false } = {}) {
      if (replace) history.replaceState(visit, '', pathOf(place));
      else history.pushState(visit, '', pathOf(place));
      showCurrent();
    },
    remember(visit) {
      history.replaceState({ ...readVisit(history.state), ...visit }, '');
    },
  };
  function followLink(event: MouseEvent) {
    const link = linkOfClick(event);
    const place = link && placeAt(link);
    if (!place) return;
    event.preventDefault();
    router.go(place);
  }
  return router;
}

/** Reads what this history entry carries, and moves a link's secret out of the address before anything else can see it. */
function takeVisit(): Visit {
  const visit = readVisit(history.state, location.hash);
  history.replaceState(lastingVisit(visit), '', location.pathname + location.search);
  return visit;
}

/** The link of this origin that a plain click follows; other clicks (a new tab, a download) stay the browser's. */
function linkOfClick(event: MouseEvent): HTMLAnchorElement | undefined {
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
  const link = event.composedPath().find(target => target instanceof HTMLAnchorElement);
  return link && !link.target && link.origin === location.origin ? link : undefined;
}
