import { dataSettings } from './data-settings.ts';
import { displaySettings } from './display-settings.ts';
import { keySettings } from './key-settings.ts';
import { mailSettings } from './mail-settings.ts';
import { operationSettings } from './operation-settings.ts';
import { reachSettings } from './reach-settings.ts';
import type { Setting, SettingGroup } from './setting.ts';
import { staffSettings } from './staff-settings.ts';

export { fileVariable, type Setting, type SettingGroup } from './setting.ts';

/** Every environment variable of the server, by headings. */
export const settingGroups: readonly SettingGroup[] = [
  reachSettings,
  dataSettings,
  keySettings,
  mailSettings,
  staffSettings,
  displaySettings,
  operationSettings,
];

/** Every environment variable of the server. */
export const settingsTable: readonly Setting[] = settingGroups.flatMap(group => group.settings);
