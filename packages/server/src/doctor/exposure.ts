import type { ServerConfig } from '../config.ts';
import { isThisMachine } from '../http/client-address.ts';
import { type Finding, topic } from './finding.ts';

const { fine, consider, mend } = topic('exposure');

/** What others could see or do that they should not. */
export function examineExposure(config: ServerConfig): Finding[] {
  return [judgeMailbox(config), judgeMetrics(config), judgeAdmins(config)];
}

function judgeMailbox({ mailbox, publicOrigin }: ServerConfig): Finding {
  if (!mailbox) return fine('The Mailbox is off.');
  const isLocal = isThisMachine(new URL(publicOrigin).hostname);
  if (mailbox === 'this-machine') return fine('The Mailbox answers connections from this machine only.');
  const says = 'The Mailbox answers everybody: whoever opens it can become each client who was invited.';
  const remedy = 'Set PORTICO_MAILBOX=off.';
  return isLocal ? consider(says, remedy) : mend(says, remedy);
}

function judgeMetrics({ metricsToken }: ServerConfig): Finding {
  return metricsToken === undefined
    ? fine('Metrics answer connections from this machine only; PORTICO_METRICS_TOKEN lets others in.')
    : fine('Metrics answer whoever shows PORTICO_METRICS_TOKEN.');
}

function judgeAdmins({ admins, smtpUrl, mailbox }: ServerConfig): Finding {
  if (admins.length === 0) return fine('Nobody may do everything on /admin/; PORTICO_ADMINS names such people.');
  const says = `${admins.length === 1 ? '1 address' : `${admins.length} addresses`} may do everything on /admin/.`;
  if (smtpUrl !== undefined || mailbox) return fine(says);
  return consider(`${says} Their sign-in mails reach nobody.`, 'Set PORTICO_SMTP_URL.');
}
