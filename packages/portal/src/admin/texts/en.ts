import { day } from '../../amounts.ts';
import type { ErrorText } from '../../failure.ts';
import { commonErrors } from '../../texts/common-errors.ts';
import { emailProblems } from '../../texts/email-problems.ts';
import type { Notice } from '../../visit.ts';
import type { Membership } from '../membership.ts';
import type { Problem } from '../problem.ts';
import type { StaffErrorCode } from '../staff-error.ts';

const language = 'en';
/** Days are written as the widgets beside them write theirs. */
const calendar = 'en-GB';

const errors: Record<StaffErrorCode, ErrorText> = {
  ...commonErrors('This cannot be done here. Please ask an administrator of the portal.'),
  'user-deactivated': () => 'Your sign-in has been switched off. Please ask an administrator of the portal.',
};

const notices: Record<Notice, string> = {
  'signed-out': 'You have signed out.',
  'signed-out-elsewhere': 'You signed out in another tab.',
  'session-ended': 'Your session has ended. Sign in again, and you are back where you were.',
};

const newMail = 'Have a new one mailed to you.';

/** `company` is what the company's own sign-in is called. */
const problems: Record<Problem, { title: string; lead: (company: string) => string }> = {
  'link-used': { title: 'This link has been used', lead: () => `A sign-in link works once. ${newMail}` },
  'link-expired': {
    title: 'This link has expired',
    lead: () => `For your safety, a sign-in link works for a short time only. ${newMail}`,
  },
  'link-replaced': {
    title: 'There is a newer link',
    lead: () =>
      'You have been sent another mail since. Use the link in the latest one, or have a new one mailed to you.',
  },
  'link-invalid': {
    title: 'This link does not work',
    lead: () => 'It may have been cut off on its way. Copy all of it from the mail, or have a new one mailed to you.',
  },
  'switched-off': {
    title: 'Your sign-in is switched off',
    lead: () => 'Please ask an administrator of the portal to switch it on again.',
  },
  cancelled: {
    title: 'You were not signed in',
    lead: company => `The sign-in with ${company} was cancelled. You can begin again.`,
  },
  failed: {
    title: 'You could not be signed in',
    lead: company =>
      `The answer of ${company} could not be used. Please begin again. If that does not help, ask an administrator of the portal.`,
  },
  'not-permitted': {
    title: 'You have no permission yet',
    lead: company =>
      `The sign-in with ${company} worked, but nothing on these pages is open to you. Ask an administrator of the portal, or use another login.`,
  },
  unavailable: {
    title: 'You could not be signed in',
    lead: company => `The sign-in with ${company} does not answer. Please try again in a few minutes.`,
  },
  expired: {
    title: 'That took too long',
    lead: company =>
      `For your safety, a sign-in with ${company} has to be finished within a few minutes. Please begin again.`,
  },
};

const membership: Record<Membership, (end: string) => string> = {
  unlimited: () => 'No end date',
  running: end => `Member until ${day(end, calendar)}`,
  ended: end => `Membership ended ${day(end, calendar)}`,
};

/** Every text of the admin pages but the widgets', in English. `{name}` stands for a name, which is rendered with care. */
export const en = {
  errors,
  emailProblems,
  notices,
  loading: 'Loading …',
  tryAgain: 'Try again',
  email: 'Email',
  help: 'Are you a client?',
  helpLink: 'Sign in to the portal',
  nothingArrived:
    'Nothing there after a few minutes? Look in your spam folder, and check that this is your work address.',
  signIn: {
    title: 'Staff sign-in',
    lead: 'For those who look after clients. Use your work address.',
    submit: 'Email me a sign-in link',
    busy: 'Sending …',
    orAsAdmin: 'or by mail, for administrators only',
    company: (name: string) => `Continue with ${name}`,
    /** What a company's sign-in is called while its name is not known. */
    someCompany: 'your company',
    sentTitle: 'Check your inbox',
    sentLead:
      'If {name} belongs to a member of staff, a sign-in link is on its way. It works once, and for a short time only.',
    sentLeadToAdmin:
      'If {name} belongs to an administrator, a sign-in link is on its way. It works once, and for a short time only.',
    again: (seconds: number) => (seconds > 0 ? `Send it again in ${seconds} s` : 'Send it again'),
    sentAgain: 'The mail was asked for again.',
    back: 'Back to sign in',
    otherAddress: 'Use another address',
    closedTitle: 'Staff cannot sign in here',
    closedLead: 'No way to sign in has been set up for these pages. Please ask whoever runs the portal.',
    problems,
  },
  link: {
    title: 'Sign in as staff',
    lead: 'One click, and you are signed in on this device. If you did not ask for this, simply close the page.',
    submit: 'Sign in as staff',
    busy: 'Signing in …',
  },
  bar: {
    tag: 'Staff',
    label: 'Admin pages',
    signOut: 'Sign out',
    signingOut: 'Signing out …',
  },
  clients: {
    title: 'Clients',
    lead: 'Choose a client to see who has access to its dashboards.',
    search: 'Search clients',
    count: (count: number, isMore: boolean) =>
      `${count.toLocaleString(language)}${isMore ? '+' : ''} ${count === 1 && !isMore ? 'client' : 'clients'}`,
    more: 'Load more',
    loadingMore: 'Loading more clients …',
    emptyTitle: 'No clients yet',
    emptyLead:
      'Connect your CRM, or load clients by {name} on the server. If there are some already, ask an administrator to let you serve one.',
    seedCommand: 'portico seed --file',
    noMatchTitle: 'No client matches',
    noMatchLead: 'Try a part of the name, or another spelling.',
    clear: 'Clear search',
    unread: 'The clients could not be loaded',
  },
  account: {
    title: 'Client',
    inactive: 'Inactive',
    membership,
    people: 'Dashboard Access',
    missingTitle: 'There is no such client',
    missingLead: 'It may have been removed, or it is not one of those you serve.',
    unread: 'This client could not be loaded',
  },
  contact: {
    title: 'Person',
    nameless: 'Unnamed person',
    noEmail: 'No email',
    accounts: 'Dashboard Access',
    missingTitle: 'There is no such person',
    missingLead: 'The record may have been removed, or the person belongs to no client that you serve.',
    unread: 'This person could not be loaded',
  },
  path: 'You are here',
  toClients: 'Go to the clients',
  noPermissionTitle: 'You may not see this',
  noPermissionLead: 'Your sign-in does not have the permission. Ask an administrator of the portal if you need it.',
  notFound: {
    title: 'Page not found',
    lead: 'There is nothing at this address.',
  },
};
