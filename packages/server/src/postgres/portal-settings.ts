import { type BackendSettings, defaultBackendSettings, type LinkPurpose } from '@portico/core';

/** What a portal's owner configures. */
export interface PortalSettings extends BackendSettings {
  /** What an account opens in the portal; `{account}` in a URL stands for the account's id. */
  sections: readonly { id: string; name: string; url: string }[];
  /** How long the links in mails work, in seconds from sending. */
  linkLifetimes: Readonly<Record<LinkPurpose, number>>;
}

export const defaultSettings: PortalSettings = {
  ...defaultBackendSettings,
  sections: [],
  linkLifetimes: { registration: 7 * 24 * 3600, reset: 3600 },
};
