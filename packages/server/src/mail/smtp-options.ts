import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport';
import { isThisMachine } from '../http/client-address.ts';

/** What would have mails not sent, sent by something else, or told on the standard output. */
const left = ['pool', 'sendmail', 'streamTransport', 'jsonTransport', 'SES', 'logger', 'debug', 'transactionLog'];

/**
 * How a mail server is reached, by its URL. The query of the URL sets any option of nodemailer's that is a text, a number or
 * a truth value, such as `requireTLS` or `socketTimeout`, and `tls.…`. Where it says nothing, a server that is not this
 * machine must take TLS, and one that is this machine is not asked for it.
 * @see https://nodemailer.com/smtp
 */
export function smtpOptions(smtpUrl: string): SMTPTransportOptions & { url: string } {
  const url = new URL(smtpUrl);
  for (const name of left) url.searchParams.delete(name);
  const isLocal = isThisMachine(url.hostname);
  return {
    url: url.href,
    requireTLS: !isLocal,
    ignoreTLS: isLocal,
    // A server that hangs is given up, and asked again later. The first covers all until the server has greeted.
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  };
}
