import type { EmailProblem } from '@portico/core';

const incompleteEmail = 'That does not look like an email address. It has a form like name@example.com.';

/** What is wrong with what was typed as an address, in English. */
export const emailProblems: Record<EmailProblem, string> = {
  'email-missing': 'Enter your email address.',
  'email-no-at': incompleteEmail,
  'email-too-long': 'That is too long for an email address.',
  'email-quoted': incompleteEmail,
  'email-comment': incompleteEmail,
  'email-local-part': incompleteEmail,
  'email-local-part-not-ascii': incompleteEmail,
  'email-domain': incompleteEmail,
};
