import type { BackendAdapter, Settings } from '@portico/core';
import { errorCode } from './texts/texts.ts';

const known = new WeakMap<BackendAdapter, Promise<Settings>>();

/** What holds for forms where a backend has no settings. */
const none: Settings = { jobTitles: [], roles: [], hasMarkets: true };

/** The portal's settings, read once per adapter for all widgets of a page; a failed read is not remembered. */
export function portalSettings(adapter: BackendAdapter): Promise<Settings> {
  const settings = known.get(adapter) ?? read(adapter);
  known.set(adapter, settings);
  settings.catch(() => known.delete(adapter));
  return settings;
}

async function read(adapter: BackendAdapter): Promise<Settings> {
  try {
    return await adapter.settings.get({});
  } catch (error) {
    if (adapter.supports.has('settings.get') && errorCode(error) !== 'unsupported') throw error;
    return none;
  }
}
