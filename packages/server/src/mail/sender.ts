import { headerText } from './header-text.ts';

/** Whom a mail is from. */
export interface Sender {
  name: string;
  address: string;
}

/** The sender that a text such as `Name <name@example.com>`, or an address alone, stands for; undefined for neither. */
export function readSender(text: string): Sender | undefined {
  const [, quoted, plain = '', bracketed, bare] =
    /^\s*(?:(?:"([^"\\]*)"|([^"<>]*?))\s*<([^\s<>@]+@[^\s<>@]+)>|([^\s<>@,]+@[^\s<>@,]+))\s*$/.exec(text) ?? [];
  const address = bracketed ?? bare;
  return address === undefined ? undefined : { name: quoted ?? plain, address };
}

/** Whom mails are from: the portal, unless the configured sender has a name of its own. */
export function senderOf({ mailFrom, portalName }: { mailFrom: string; portalName: string }): Sender {
  const { name, address } = readSender(mailFrom) ?? { name: '', address: mailFrom };
  return { name: headerText(name || portalName), address };
}

/** A sender as people read it. */
export function senderText({ name, address }: Sender): string {
  return `${name} <${address}>`;
}
