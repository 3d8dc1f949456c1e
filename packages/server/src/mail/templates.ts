import type { MailKind } from '../postgres/schema/mail.ts';

/** The words of one kind of mail; both its parts, HTML and text, are made of these. */
export interface MailTemplate {
  subject: string;
  /** The line that a list of mails shows after the subject. */
  preview: string;
  heading: string;
  /** Paragraphs before the button. */
  before: readonly string[];
  button: string;
  /** Paragraphs after it. */
  after: readonly string[];
}

const account = '{{ accountName }}{% if market %} ({{ market }}){% endif %}';

export const templates: Readonly<Record<MailKind, MailTemplate>> = {
  registration: {
    subject: '{% if accountName %}Your access to {{ accountName }}{% else %}Your access to {{ portalName }}{% endif %}',
    preview: 'Choose a password to finish your registration.',
    heading: 'Hello {{ firstName }}, your access is ready',
    before: [
      `{% if accountName %}You have been given access to the dashboards of ${account}.{% else %}You have been given access to {{ portalName }}.{% endif %}`,
      'Choose a password and you are in. Your email address is your login.',
    ],
    button: 'Choose a password',
    after: [
      'The link works once and for {{ lifetime }}. Should it have expired, the page behind it sends you a fresh one.',
      'If you did not expect this mail, you can ignore it: nothing happens until a password is chosen.',
    ],
  },
  reset: {
    subject: 'Reset your password for {{ portalName }}',
    preview: 'Choose a new password for your login.',
    heading: 'Hello {{ firstName }}, choose a new password',
    before: [
      'A new password was asked for with your email address{% if accountName %}, for your access to ' +
        account +
        '{% endif %}.',
      'Until you choose one, your present password keeps working. Once you have, you are signed out everywhere else.',
    ],
    button: 'Choose a new password',
    after: [
      'The link works once and for {{ lifetime }}. Should it have expired, the page behind it sends you a fresh one.',
      'If it was not you who asked, you can ignore this mail. Nobody can change your password without the link in it.',
    ],
  },
  'access-granted': {
    subject: 'You now have access to {{ accountName }}',
    preview: 'Sign in with the password you already have.',
    heading: 'Hello {{ firstName }}, one more account is open to you',
    before: [
      `You have been given access to the dashboards of ${account}.`,
      'There is nothing to set up: sign in with the email address and the password you already have.',
    ],
    button: 'Go to the portal',
    after: ['If you have forgotten your password, you can choose a new one from the sign-in page.'],
  },
  'staff-sign-in': {
    subject: 'Sign in to {{ portalName }}',
    preview: 'Your link to sign in, good for {{ lifetime }}.',
    heading: 'Sign in to {{ portalName }}',
    before: ['Hello {{ firstName }}, here is the link that you asked for.'],
    button: 'Sign in',
    after: [
      'The link works once and for {{ lifetime }}. You can ask for another one on the sign-in page.',
      'If it was not you who asked, you can ignore this mail. Nobody can sign in without the link in it.',
    ],
  },
};
