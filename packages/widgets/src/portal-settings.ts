import type { BackendAdapter, Settings } from '@portico/core';

const known = new WeakMap<BackendAdapter, Promise<Settings>>();

/** The portal's settings, read once per adapter for all widgets of a page; a failed read is not remembered. */
export function portalSettings(adapter: BackendAdapter): Promise<Settings> {
  const settings = known.get(adapter) ?? adapter.settings.get({});
  known.set(adapter, settings);
  settings.catch(() => known.delete(adapter));
  return settings;
}
