import { createTransport } from 'nodemailer';
import { literalName, literalSubject } from './header-text.ts';
import type { Sender } from './sender.ts';
import { smtpOptions } from './smtp-options.ts';

/** A mail on its way out, with its link in it. */
export interface OutgoingMail {
  messageId: string;
  /** When it was written; a repeat has the same. */
  date: Date;
  from: Sender;
  to: string;
  subject: string;
  html: string;
  text: string;
}

/** What hands mails over to the world. */
export interface MailTransport {
  /** Resolves with the code of the server's reply once it has taken the mail. Rejects with what `mailFailure` reads. */
  send(mail: OutgoingMail, options?: { signal?: AbortSignal | undefined }): Promise<number>;
  /** Connects and signs in, and sends nothing. */
  verify(): Promise<void>;
  close(): void;
}

/** However slowly a server answers, a mail is given up after this long, in milliseconds, and sent again later. */
export const sendDeadline = 90_000;

/**
 * Hands mails to a mail server, each over a connection of its own: whatever goes wrong with one then says nothing about
 * another. See `smtpOptions` for the URL.
 */
export function smtpTransport(url: string): MailTransport {
  const transport = createTransport(smtpOptions(url), { xMailer: false });
  return {
    async send({ from, to, subject, ...mail }, { signal } = {}) {
      const deadline = AbortSignal.timeout(sendDeadline);
      const { accepted, rejectedErrors, response } = await transport.sendMail({
        ...mail,
        from: { ...from, name: literalName(from.name) },
        subject: literalSubject(subject),
        to: { name: '', address: to },
        headers: { 'Auto-Submitted': 'auto-generated' },
        // All that a mail holds is in it: nothing in a text is a file or an address to fetch.
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      // Some protocols say only after the message that its one reader is refused.
      if (accepted.length === 0) throw rejectedErrors?.[0] ?? new Error('nobody was accepted');
      return Number(response.slice(0, 3));
    },
    async verify() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}
