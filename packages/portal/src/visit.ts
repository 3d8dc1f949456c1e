/** Why a page is shown, where that needs saying. */
export type Notice = (typeof notices)[number];

const notices = ['signed-out', 'signed-out-elsewhere', 'session-ended'] as const;

/** What a history entry carries beside its path. */
export interface Visit {
  /** The secret of a mail's link. Here it survives a reload, and stands in no address, storage or log. */
  linkToken?: string;
  notice?: Notice;
  /** True once the home page was on show: when it no longer can be, the person is told why. False: just found out. */
  signedIn?: boolean;
}

/** What `history.state` holds of ours; a secret in the fragment is newer than one that was kept. */
export function readVisit(state: unknown, fragment = ''): Visit {
  const visit: Visit = {};
  const kept: Record<string, unknown> = isRecord(state) ? state : {};
  const linkToken = tokenFromFragment(fragment) ?? kept.linkToken;
  if (typeof linkToken === 'string') visit.linkToken = linkToken;
  const notice = notices.find(name => name === kept.notice);
  if (notice) visit.notice = notice;
  if (typeof kept.signedIn === 'boolean') visit.signedIn = kept.signedIn;
  return visit;
}

/** What a reload should find: not what was only true on arrival. */
export function lastingVisit({ linkToken, signedIn }: Visit): Visit {
  return { ...(linkToken && { linkToken }), ...(signedIn && { signedIn }) };
}

/** The secret in a URL's fragment. Some mail programs escape characters that need no escaping. */
export function tokenFromFragment(fragment: string): string | undefined {
  const text = fragment.replace(/^#/, '');
  if (!text) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
