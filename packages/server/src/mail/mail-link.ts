import type { KeyRing } from '../keys.ts';
import { linkUrl } from '../links/link-token.ts';
import type { LinkRow } from '../postgres/links.ts';

/** What links in mails are made of: never a request's `Host`. */
export interface LinkSource {
  publicOrigin: string;
  linkKeys: KeyRing;
}

/** Where a mail's button leads: by its link, or to the portal where it has none. */
export function linkOfMail(
  link: Pick<LinkRow, 'id' | 'purpose' | 'keyId'> | null,
  { publicOrigin, linkKeys }: LinkSource,
): string {
  return link ? linkUrl(publicOrigin, linkKeys, link) : `${publicOrigin}/portal/`;
}
