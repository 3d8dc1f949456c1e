import { defaultSettings } from '../postgres/portal-settings.ts';
import type { SettingGroup } from './setting.ts';

/** What clients see. */
export const displaySettings: SettingGroup = {
  title: 'What clients see',
  settings: [
    {
      variable: 'PORTICO_PORTAL_NAME',
      path: 'settings.portalName',
      default: 'Client portal',
      meaning: 'The portal’s name, in mails and on its pages.',
      example: 'Example Portal',
      mustBe: 'must have 1 to 100 characters',
      notes: ['It stands in the subject and the text of every mail. Choose the name by which clients know you.'],
    },
    {
      variable: 'PORTICO_TIME_ZONE',
      path: 'settings.timeZone',
      default: defaultSettings.timeZone,
      meaning: 'Whose midnight ends a membership.',
      example: 'Europe/Berlin',
      mustBe: 'must be an IANA time zone',
      notes: ['A membership lasts to the end of its last day in this zone.'],
    },
  ],
};
