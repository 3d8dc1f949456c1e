import type { MailProblem, MailReason } from '../postgres/schema.ts';

const reasons: Readonly<Record<MailReason, string>> = {
  refused: 'the mail server refused it',
  later: 'the mail server asks to try later',
  timeout: 'the mail server took too long to answer',
  disconnected: 'the connection to the mail server broke',
  unreachable: 'the mail server cannot be reached',
  tls: 'there is no trusted TLS connection to the mail server',
  'sign-in': 'the mail server does not take the user and password',
  unsendable: 'no mail server could take it as it is',
  error: 'something went wrong',
  'link-used': 'its link was used while it waited',
  'link-replaced': 'its link was replaced while it waited',
  'login-deactivated': 'the login was switched off while it waited',
};

/** Why a mail has not gone out, for people; empty for one that has. */
export function problemText(state: 'queued' | 'sent' | 'failed', problem: MailProblem | null): string {
  if (state === 'sent') return '';
  const reason = reasons[problem?.reason ?? 'error'];
  const answer = [problem?.status, problem?.stage && `at ${problem.stage}`].filter(Boolean).join(' ');
  const why = answer ? `${reason} (${answer})` : reason;
  return state === 'failed' ? `Failed: ${why}.` : `Waiting: ${why}. It is tried again by itself.`;
}
