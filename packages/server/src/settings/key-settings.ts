import { list, type SettingGroup } from './setting.ts';

/** What the server knows others by, and signs with. */
export const keySettings: SettingGroup = {
  title: 'Keys',
  settings: [
    {
      variable: 'PORTICO_SECRET',
      path: 'secrets',
      secret: 'whole',
      unset: 'made once, kept in the data folder',
      meaning: 'What all of the server’s keys are derived from: the first makes, all are taken.',
      example: '"$(openssl rand -base64 48)"',
      mustBe:
        'must have at least 32 characters, without spaces and commas; several are separated by commas, the newest first',
      parse: list,
      notes: [
        'Links in mails, sessions and staff tokens are signed with keys derived from it. Whoever knows it can make all of them. Without it, a backup of the database is worth less: sessions end and the links in mails that are out do not work.',
        'To rotate, put a new one in front: `new,old`. What was made with the old one works on. Remove the old one after eight days. [Security](../security.md#rotation) has the steps.',
        'With [DATABASE_URL](DATABASE_URL.md) it must be set, and be the same for every process.',
      ],
    },
    {
      variable: 'PORTICO_API_KEY',
      path: 'apiKeys',
      secret: 'whole',
      unset: 'made once, kept in the data folder',
      meaning: 'The keys with which your backend gets tokens for staff; any of them is taken.',
      example: '"$(openssl rand -base64 32)"',
      mustBe: 'must have at least 24 characters, without spaces and commas; several are separated by commas',
      parse: list,
      notes: [
        'Whoever holds one can get a token for any member of staff, with any permission. Keep it in your backend, and never in a page.',
        'To rotate, add a new one: `new,old`. Give the new one to your backend, then remove the old one. [Security](../security.md#rotation) has the steps.',
        'With [DATABASE_URL](DATABASE_URL.md) it must be set, and be the same for every process.',
      ],
    },
  ],
};
