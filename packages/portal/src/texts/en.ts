import type { LinkPurpose } from '@portico/core';
import { instant } from '../amounts.ts';
import type { ClientErrorCode } from '../client-error.ts';
import type { ErrorText } from '../failure.ts';
import type { PasswordProblem, PasswordStrength } from '../new-password.ts';
import type { DeadEnd } from '../ui/dead-end.ts';
import type { Notice } from '../visit.ts';
import { commonErrors, soon } from './common-errors.ts';
import { emailProblems } from './email-problems.ts';

const language = 'en';

const errors: Record<ClientErrorCode, ErrorText> = {
  ...commonErrors('This cannot be done here. Please ask the person who invited you.'),
  'wrong-credentials': () => 'That email address and password do not match. Please check both.',
  'user-deactivated': () => 'Your access has been switched off. Please ask the person who invited you.',
  'sent-recently': seconds => `We sent you a mail a moment ago. You can ask for another one ${soon(seconds)}.`,
};

const problems: Record<PasswordProblem, string> = {
  'password-too-short': 'Use at least 10 characters.',
  'password-too-common': 'This is one of the first passwords that anybody would try. Choose another.',
  'password-too-long': 'Use at most 128 characters.',
};

const strength: Record<PasswordStrength, string> = {
  empty: '',
  short: '',
  weak: 'Easy to guess',
  good: 'Good',
  strong: 'Strong',
};

const notices: Record<Notice, string> = {
  'signed-out': 'You have signed out.',
  'signed-out-elsewhere': 'You signed out in another tab.',
  'session-ended': 'Your session has ended. Please sign in again.',
};

const chosenFor: Record<LinkPurpose, { title: string; greeting: string; lead: string }> = {
  registration: {
    title: 'Create your password',
    greeting: 'Hello {name}, welcome!',
    lead: 'Choose a password, and the portal is open to you.',
  },
  reset: {
    title: 'Choose a new password',
    greeting: 'Hello {name}.',
    lead: 'With the new password you are signed in here, and signed out everywhere else.',
  },
};

/** Every text of the portal, in English. `{name}` stands for a person's name, which is rendered with care. */
export const en = {
  errors,
  emailProblems,
  notices,
  loading: 'Loading …',
  nothingArrived: 'Nothing there after a few minutes? Look in your spam folder.',
  help: 'Need help? Ask the person who invited you.',
  tryAgain: 'Try again',
  backToSignIn: 'Back to sign in',
  goToSignIn: 'Go to sign in',
  email: 'Email',
  password: {
    label: 'Password',
    newLabel: 'New password',
    show: 'Show password',
    missing: 'Enter your password.',
    rule: 'At least 10 characters',
    problems,
    missingCharacters: (count: number) => `${count} to go`,
    strength,
  },
  signIn: {
    title: 'Sign in',
    lead: 'Welcome back. Use the email address that your invitation came to.',
    submit: 'Sign in',
    busy: 'Signing in …',
    forgot: 'Forgot password?',
  },
  forgot: {
    title: 'Reset your password',
    lead: 'Enter your email address, and we send you a link to choose a new password.',
    submit: 'Send link',
    busy: 'Sending …',
    sentTitle: 'Check your inbox',
    sentLead: 'If this address is known, a mail is on its way. Its link works for a short time only.',
    again: 'Use another address',
  },
  setPassword: {
    ...chosenFor,
    submit: 'Set password',
    busy: 'Setting your password …',
    checking: 'Checking your link …',
    validUntil: (iso: string) => `This link works until ${instant(iso, language)}.`,
  },
  deadEnd: {
    used: {
      title: 'This link has been used',
      lead: 'A link works once. If you have set your password, simply sign in.',
    },
    expired: { title: 'This link has expired', lead: 'For your safety, a link works for a limited time only.' },
    replaced: {
      title: 'There is a newer link',
      lead: 'We have sent you another mail since. Please use the link in the latest one.',
    },
    invalid: {
      title: 'This link does not work',
      lead: 'It may have been cut off on its way. Open it from the mail once more, or copy all of it.',
    },
    deactivated: { title: 'Your access is switched off', lead: 'Please ask the person who invited you.' },
    failed: { title: 'We could not check your link', lead: 'It has not been used up: please try again.' },
    sent: {
      title: 'Check your inbox',
      lead: 'A new link is on its way, to the same address as before. Older links no longer work.',
    },
  } satisfies Record<DeadEnd, { title: string; lead: string }>,
  expiredAt: (iso: string) => `This one worked until ${instant(iso, language)}.`,
  renewLink: 'Send me a new link',
  renewingLink: 'Sending …',
  home: {
    title: 'Home',
    greeting: 'Welcome, {name}',
    lead: 'Choose what you want to open.',
    unread: 'Your portal could not be loaded',
    signOut: 'Sign out',
    signingOut: 'Signing out …',
    emptyTitle: 'Nothing is open to you right now',
    emptyLead: 'Your sign-in works. If you expected to find something here, ask the person who invited you.',
    emptyAccount: 'Nothing is open here right now.',
  },
  notFound: {
    title: 'Page not found',
    lead: 'There is nothing at this address.',
    home: 'Go to the portal',
  },
};
