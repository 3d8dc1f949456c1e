/** The Message-ID of a mail. Derived from the mail's own id, so that a repeat can be recognised. */
export function messageId(mailId: string, publicOrigin: string): string {
  return `<${mailId}@${new URL(publicOrigin).hostname}>`;
}
