import type { MailProblem, MailReason } from '../postgres/schema.ts';

/** What a failed attempt to send a mail means. */
export interface MailFailure {
  /** Why, as it is stored, logged and shown. */
  problem: MailProblem;
  /** The mail server refuses this mail for good; asking again would get the same answer. */
  isFinal: boolean;
  /** It is not about this mail but about how the mail server is set up, which only the operator can mend. */
  isSetup: boolean;
}

/** The steps at which a mail server answers about this one mail; before them it answers about us. */
const stagesOfMail = ['mail-from', 'rcpt-to', 'data'];

/** What nodemailer's errors have beside a message. @see https://nodemailer.com/smtp#error-handling */
interface SmtpError {
  code?: string;
  /** The system's code, where `code` is the step that failed. */
  originalCode?: string;
  command?: string;
  responseCode?: number;
}

/** Replies that ask for a sign-in, or for another one. @see https://www.rfc-editor.org/rfc/rfc4954#section-6 */
const signInReplies = [530, 534, 535, 538];

/** A reply that speaks of the session, and not of the mail. */
const badSequence = 503;

/** Reads what a mail transport threw. Nothing that the server said is kept: it repeats addresses. */
export function mailFailure(error: unknown): MailFailure {
  const { code = '', originalCode = '', command = '', responseCode: status } = (error ?? {}) as SmtpError;
  const stage = stageOf(command);
  if (status === undefined) {
    const reason = reasonOf(code, originalCode);
    return { problem: { reason }, isFinal: reason === 'unsendable', isSetup: reason === 'tls' || reason === 'sign-in' };
  }
  const answer = { status, ...(stage === undefined ? {} : { stage }) };
  if (status < 500) return { problem: { reason: 'later', ...answer }, isFinal: false, isSetup: false };
  const reason = code === 'ETLS' ? 'tls' : code === 'EAUTH' || signInReplies.includes(status) ? 'sign-in' : 'refused';
  const isFinal = reason === 'refused' && stagesOfMail.includes(stage ?? '') && status !== badSequence;
  return { problem: { reason, ...answer }, isFinal, isSetup: !isFinal };
}

function reasonOf(code: string, originalCode: string): MailReason {
  // A certificate that is not trusted is a failure of the socket where the connection begins with TLS.
  if (/CERT|TLS|SSL|VERIFY|EPROTO$/.test(originalCode)) return 'tls';
  if (/^E(CONNREFUSED|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/.test(originalCode)) return 'unreachable';
  switch (code) {
    case 'ETIMEDOUT':
    case 'EABORT':
      return 'timeout';
    case 'ECONNECTION':
    case 'ESOCKET':
      return 'disconnected';
    case 'EDNS':
      return 'unreachable';
    case 'ETLS':
    case 'EREQUIRETLS':
      return 'tls';
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return 'sign-in';
    case 'EENVELOPE':
    case 'EMESSAGE':
      return 'unsendable';
    default:
      return 'error';
  }
}

/** The command that was answered, as a word. */
function stageOf(command: string): string | undefined {
  if (command === 'CONN') return 'connection';
  return /^[A-Z]+( FROM| TO)?/.exec(command)?.[0].toLowerCase().replace(' ', '-');
}
