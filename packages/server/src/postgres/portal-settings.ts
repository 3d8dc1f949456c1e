import type { LinkPurpose, RoleDefinition } from '@portico/core';

/** What a portal's owner configures. */
export interface PortalSettings {
  /** The picklist of job titles. */
  jobTitles: readonly string[];
  /** The roles a person may have inside an account; `guest` must be one of them. */
  roles: readonly RoleDefinition[];
  /** The time zone whose date decides whether a membership has ended, such as `Europe/Berlin`. */
  timeZone: string;
  /** What an account opens in the portal; `{account}` in a URL stands for the account's id. */
  sections: readonly { id: string; name: string; url: string }[];
  /** How long the links in mails work, in seconds from sending. */
  linkLifetimes: Readonly<Record<LinkPurpose, number>>;
}

export const defaultSettings: PortalSettings = {
  jobTitles: ['IHM customer', 'Analyst', 'Marketing manager', 'Finance', 'Executive'],
  roles: [
    { id: 'guest', name: 'Guest', permissions: [] },
    { id: 'admin', name: 'Admin', permissions: ['portal:invite', 'portal:manage-users'] },
  ],
  timeZone: 'UTC',
  sections: [],
  linkLifetimes: { registration: 7 * 24 * 3600, reset: 3600 },
};
