import type { EmailProblem, ErrorCode, RecoveryPlan, RecoverySent, Standing, Verdict } from '@portico/core';

// Without Intl: its first use takes some 17 ms of processor, and a list would wait for it.
const number = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** The day here, as in 1 Mar 2026; `toDateString` is English everywhere. */
function day(at: string): string {
  const [, month, date, year] = new Date(at).toDateString().split(' ');
  return `${Number(date)} ${month} ${year}`;
}

/** What a verdict's text may mention. */
export interface VerdictFacts {
  /** The person's name, or the address where no contact is known. */
  name: string;
  /** When access was given, as an instant. */
  since: string | null;
  /** When the last registration or reset mail was sent, as an instant. */
  sentAt: string | null;
  /** The names of the other accounts the person sees. */
  accounts: string[];
  /** Whether the caller can do what the verdict advises. */
  may: boolean;
}

/** How dates, times and lists are written. */
export const format = {
  /** The day of an instant. */
  date: day,
  /** Day and minute of an instant. */
  time: (at: string) => `${day(at)}, ${new Date(at).toTimeString().slice(0, 5)}`,
  list: (items: string[]) => new Intl.ListFormat('en').format(items),
};

/** What a widget's operation may fail with: not what only the portal's pages or a host's backend meet. */
type WidgetError = Exclude<
  ErrorCode,
  | 'link-invalid'
  | 'link-used'
  | 'link-expired'
  | 'link-replaced'
  | 'wrong-credentials'
  | 'idempotency-mismatch'
  | 'too-large'
  | 'external-id-taken'
  | 'account-name-taken'
  | 'email-taken'
  | 'email-required'
>;

export const state = {
  busy: 'Loading…',
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  noPermission: 'No permission',
  noPermissionHint: 'Ask an administrator if you need this.',
  error: 'This could not be loaded',
  unknown: 'It is not known whether this was done. It is safe to try again.',
};

export const access = {
  label: 'Dashboard Access',
  search: 'Search people',
  searchHint: 'Search by name or email',
  filter: 'Status',
  anyStatus: 'All statuses',
  name: 'Name',
  account: 'Account',
  jobTitle: 'Job title',
  role: 'Role',
  status: 'Status',
  granted: 'Access granted',
  grantedBy: (name: string) => `by ${name}`,
  staff: 'Staff',
  people: (count: number, more: boolean) => `${number(count)}${more ? '+' : ''} ${count === 1 ? 'person' : 'people'}`,
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  range: (first: number, last: number, total?: number) =>
    `${number(first)}–${number(last)}${total ? ` of ${number(total)}` : ''}`,
  empty: 'Nobody has access yet',
  emptyHint: 'People appear here once they have access.',
  noAccounts: 'No dashboards yet',
  noAccountsHint: 'This person has no access to any account.',
  noMatch: 'Nobody matches',
  noMatchHint: 'Try another name, email or status.',
  clear: 'Clear search and filter',
  mailFailed: 'Mail failed',
  stale: 'This list may be out of date.',
  added: (name: string) => `${name} was added.`,
  completed: (name: string) => `${name} has completed registration.`,
};

export const status = { PENDING: 'PENDING', COMPLETE: 'COMPLETE' };

export const standing = {
  open: '',
  deactivated: 'Deactivated',
  'account-inactive': 'Account inactive',
  'membership-ended': 'Membership ended',
} satisfies Record<Standing, string>;

export const create = {
  open: 'Create User',
  title: 'Create User',
  intro: 'They get access to this account and a registration email at once.',
  email: 'Email',
  firstName: 'First name',
  lastName: 'Last name',
  phone: 'Phone',
  optional: '(optional)',
  jobTitle: 'Job title',
  role: 'Role',
  none: 'None',
  closed: (standing: string) => `${standing}: nothing opens to them until that changes.`,
  submit: 'Create User',
  sending: 'Creating…',
  checking: 'Checking this address…',
  unchecked: 'This address could not be checked now. It is checked again when you submit.',
  resend: 'Resend registration email',
  reactivate: 'Reactivate login',
  did: {
    resend: (email: string) => `The registration email was sent again to ${email}.`,
    reactivate: (email: string) => `${email} can sign in again.`,
  },
  done: (name: string) => `${name} now has access`,
  mailed: (email: string) =>
    `The registration email was sent to ${email}. The status stays PENDING until they register.`,
  registered: (email: string) => `They are registered already and sign in as ${email}.`,
  another: 'Create another',
  finish: 'Done',
  failed: {
    grant: 'The user was not created',
    resend: 'No email was sent',
    reactivate: 'The login was not reactivated',
  },
};

export const verdict = {
  free: () => 'New person. Creates the contact and the login, and sends the registration email.',
  'existing-contact': ({ name }) =>
    `${name} is already a contact. Creates the login, and sends the registration email.`,
  'has-access': ({ name, since }) =>
    `${name} already has access to this account${since ? `, since ${format.date(since)}` : ''}. There is nothing to do.`,
  pending: ({ name, since, sentAt }) =>
    `${name} was given access${since ? ` on ${format.date(since)}` : ''} and has not completed registration.${
      sentAt ? ` Last mail sent ${format.time(sentAt)}.` : ''
    }`,
  deactivated: ({ name, may }) =>
    `The login of ${name} is deactivated. ${
      may ? 'Reactivate it and everything it opened is back.' : 'Ask an administrator to reactivate it.'
    }`,
  'has-access-elsewhere': ({ name, accounts, may }) =>
    `${name} already has a login${accounts.length ? ` for ${format.list(accounts)}` : ''}. ${
      may ? 'This account is added to it.' : 'Ask support to add this one.'
    }`,
  'staff-address': () => 'This address belongs to a member of staff. Use the client’s own address.',
} satisfies Record<Exclude<Verdict['verdict'], 'invalid-email'>, (facts: VerdictFacts) => string>;

export const recovery = {
  open: 'Password Reset',
  title: 'Registration is not completed',
  ask: (email: string) =>
    `There is no password to reset yet: ${email} has not completed registration. Send the registration email again?`,
  lastSent: (at: string) => `Last sent ${format.time(at)}.`,
  submit: 'Submit',
  sending: 'Sending…',
  failed: 'No email was sent',
  resetSent: (email: string) => `Password reset email sent to ${email}.`,
  registrationSent: (email: string) => `Registration email sent to ${email}.`,
};

export const plan = {
  wait: ({ email, sentAt, retryAfter }) =>
    `An email was sent to ${email ?? 'this contact'}${sentAt ? ` on ${format.time(sentAt)}` : ''}. You can send another ${
      retryAfter ? `in ${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}` : 'shortly'
    }.`,
  'create-user': () => 'This contact has no login yet. Use Create User to give them access first.',
  reactivate: () => 'This login is deactivated. Reactivate it before resetting the password.',
} satisfies Record<Exclude<RecoveryPlan['action'], RecoverySent['action']>, (plan: RecoveryPlan) => string>;

export const problem = {
  required: 'Fill in this field.',
  'too-long': 'This is too long.',
  'control-character': 'Some of these characters cannot be used.',
  invalid: 'This cannot be used.',
  'email-missing': 'Enter an email address.',
  'email-no-at': 'Enter the full address, such as name@example.com.',
  'email-too-long': 'This is too long.',
  'email-quoted': 'Quotation marks cannot be used.',
  'email-comment': 'Brackets cannot be used.',
  'email-local-part': 'Check the part before the @.',
  'email-local-part-not-ascii': 'Accented letters before the @ cannot be used.',
  'email-domain': 'Check the part after the @, such as example.com.',
} satisfies Record<EmailProblem, string> & Record<string, string>;

export const error = {
  'invalid-request': 'Please check the marked fields.',
  unauthenticated: 'Your sign-in has expired. Reload the page and try again.',
  forbidden: 'You do not have permission to do this.',
  'not-found': 'This record was not found.',
  'already-has-access': 'This person already has access to this account.',
  'registration-pending': 'This person has not completed registration yet.',
  'user-deactivated': 'This person’s login is deactivated.',
  'staff-address': 'This address belongs to a member of staff.',
  'access-elsewhere': 'This person already has a login for another account. Ask support to add this one.',
  'already-registered': 'This person has completed registration.',
  'no-login': 'This contact has no login.',
  'role-too-high': 'You cannot give a role that can do more than your own.',
  'sent-recently': 'An email was sent less than a minute ago. Wait a moment and try again.',
  'rate-limited': 'Too many attempts. Wait a moment and try again.',
  unsupported: 'This is not available here.',
  'server-error': 'Something went wrong on the server. Try again.',
  unavailable: 'The service is not available. Try again.',
  network: 'No connection to the server. Check your network and try again.',
  timeout: 'The server took too long to answer. Try again.',
  'bad-answer': 'The server’s answer could not be read. Try again.',
} satisfies Record<WidgetError, string>;
