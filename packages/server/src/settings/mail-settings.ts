import type { SettingGroup } from './setting.ts';

/** How mails leave, and who can read those that stay. */
export const mailSettings: SettingGroup = {
  title: 'Mail',
  settings: [
    {
      variable: 'PORTICO_SMTP_URL',
      path: 'smtpUrl',
      secret: 'password',
      unset: 'mails stay in the database; the Mailbox shows them',
      meaning: 'The mail server that mails are sent by.',
      example: 'smtps://user:password@mail.example.com:465',
      mustBe: 'must be a URL that begins with smtps:// or smtp://, with @ : / ? # in user and password percent-encoded',
      notes: [
        '`smtps://` speaks TLS from the start, on port 465. `smtp://` starts plain, on port 587 or 25, and must turn to TLS unless the mail server is on this machine. [The query of the URL](../server.md#the-mail-servers-url) changes that, and sets time limits.',
        'A mail that the mail server cannot take now is tried again for about a day. One that it refuses for good is marked as failed. `portico doctor` connects and signs in without sending anything.',
      ],
    },
    {
      variable: 'PORTICO_MAIL_FROM',
      path: 'settings.mailFrom',
      default: 'no-reply@example.com',
      meaning: 'The sender of mails.',
      example: 'Example Portal <portal@example.com>',
      mustBe: 'must be one line: an address, or a name and an address in angle brackets',
      notes: [
        'The mail server must be allowed to send for its domain (SPF, DKIM, DMARC), or mails land in the spam folder.',
        'The default is sample data. No mail server delivers for it.',
      ],
    },
    {
      variable: 'PORTICO_MAILBOX',
      path: 'mailbox',
      unset: '`this-machine` where the host and the public URL are this machine, else `off`',
      meaning:
        'Whom the Mailbox answers: everybody (`on`), nobody (`off`), or only connections from this machine (`this-machine`).',
      example: 'off',
      mustBe: 'must be on, off or this-machine',
      parse: text => ({ on: true, off: false })[text] ?? text,
      notes: [
        'The Mailbox is a page for trying out. It shows the newest mails with links that work, and has no sign-in. Whoever can open it can become every client who has just been invited.',
        '`this-machine` refuses everything that a proxy passes on. In a container it therefore answers nobody outside of the container. Use `on` only where nobody else can reach the server.',
      ],
    },
  ],
};
