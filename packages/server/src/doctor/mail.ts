import { reasonOf } from '../causes.ts';
import type { ServerConfig } from '../config.ts';
import { isThisMachine } from '../http/client-address.ts';
import { mailFailure } from '../mail/mail-failure.ts';
import { senderOf } from '../mail/sender.ts';
import { smtpTransport } from '../mail/transport.ts';
import type { MailReason } from '../postgres/schema.ts';
import { type Finding, topic } from './finding.ts';

const { fine, consider, mend } = topic('mail');

/** Connects to the mail server and signs in, and sends nothing. */
export async function examineMail(config: ServerConfig): Promise<Finding[]> {
  const { smtpUrl } = config;
  if (smtpUrl === undefined) return [judgeNoServer(config)];
  return [await examineServer(smtpUrl), judgeTls(smtpUrl), judgeSender(config)];
}

function judgeNoServer({ publicOrigin, mailbox }: ServerConfig): Finding {
  const says = 'No mail server is set: mails stay in the database.';
  if (!isThisMachine(new URL(publicOrigin).hostname)) {
    return mend(`${says} Clients get none of them.`, 'Set PORTICO_SMTP_URL.');
  }
  return mailbox
    ? fine(`${says} The Mailbox shows them.`)
    : consider(`${says} Nobody can read them.`, 'Set PORTICO_SMTP_URL, or PORTICO_MAILBOX.');
}

async function examineServer(smtpUrl: string): Promise<Finding> {
  const { host } = new URL(smtpUrl);
  const transport = smtpTransport(smtpUrl);
  try {
    await transport.verify();
    return fine(`The mail server at ${host} is reached, and lets this server in.`);
  } catch (error) {
    return mend(`The mail server at ${host} cannot be used: ${told(error)}.`, remedyFor(error));
  } finally {
    transport.close();
  }
}

/** Judges what protects links on their way to the mail server. */
function judgeTls(smtpUrl: string): Finding {
  const { protocol, hostname, host, searchParams } = new URL(smtpUrl);
  if (isThisMachine(hostname)) return fine('Mails do not leave this machine on their way to the mail server.');
  if (protocol === 'smtp:' && searchParams.get('requireTLS') === 'false') {
    return consider(
      `Mails may go to ${host} without TLS: whoever is on the way can use their links.`,
      'Take requireTLS=false out of PORTICO_SMTP_URL, unless the network is your own.',
    );
  }
  if (searchParams.get('tls.rejectUnauthorized') === 'false') {
    return consider(
      `The certificate of ${host} is not checked: whoever is on the way can pose as the mail server.`,
      'Take tls.rejectUnauthorized=false out of PORTICO_SMTP_URL, and name your authority in NODE_EXTRA_CA_CERTS.',
    );
  }
  return fine(`Mails go to ${host} by TLS only.`);
}

/** What OpenSSL says of a port without TLS helps nobody. */
function told(error: unknown): string {
  return lacksTls(error) ? 'it does not speak TLS as PORTICO_SMTP_URL asks for' : reasonOf(error);
}

function remedyFor(error: unknown): string {
  return lacksTls(error) ? noTls : (remedies[mailFailure(error).problem.reason] ?? otherwise);
}

/** Whether there was no TLS at all; else a failure of TLS is about the certificate. */
function lacksTls(error: unknown): boolean {
  const code = error instanceof Error && 'originalCode' in error ? String(error.originalCode) : '';
  return mailFailure(error).problem.reason === 'tls' && (code === '' || code.startsWith('ERR_SSL'));
}

const remedies: Readonly<Partial<Record<MailReason, string>>> = {
  unreachable: 'Check host and port in PORTICO_SMTP_URL, and that a firewall lets this machine out to them.',
  timeout: 'Check the port in PORTICO_SMTP_URL (smtps:// is for 465, smtp:// for 587), and the firewall.',
  disconnected: 'Check the port in PORTICO_SMTP_URL: smtps:// is for 465, smtp:// for 587.',
  tls: 'Check that the host in PORTICO_SMTP_URL is the one that its certificate names, and that Node trusts who signed it (NODE_EXTRA_CA_CERTS).',
  'sign-in': 'Check user and password in PORTICO_SMTP_URL; write @ : / in them percent-encoded.',
};

const noTls =
  'smtps:// is for a port with TLS from the start (465), smtp:// for one that turns to it (587). In a network of your own, ?requireTLS=false does without.';

const otherwise = 'Check PORTICO_SMTP_URL, and what the mail server logs.';

/** Judges the address that mails are from. */
function judgeSender({ settings, publicOrigin }: Pick<ServerConfig, 'settings' | 'publicOrigin'>): Finding {
  const { address } = senderOf(settings);
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (/(^|\.)(example(\.(com|net|org))?|invalid|test|localhost)$/.test(domain)) {
    return mend(`Mails are from ${address}, which is sample data.`, 'Set PORTICO_MAIL_FROM to an address of yours.');
  }
  if (!domain.includes('.')) {
    return mend(`Mails are from ${address}, which has no domain.`, 'Set PORTICO_MAIL_FROM to a full address.');
  }
  const { hostname } = new URL(publicOrigin);
  if (hostname === domain || hostname.endsWith(`.${domain}`) || isThisMachine(hostname)) {
    return fine(`Mails are from ${address}.`);
  }
  return consider(
    `Mails are from ${address}, and their links lead to ${hostname}.`,
    'Filters trust a mail more where both are of one domain. Make sure of SPF, DKIM and DMARC.',
  );
}
