/**
 * Stands for the link of a mail in its stored parts: the database holds no secret, so the link itself is put in where
 * the mail is read. Named after the mail's random id, so that no text a person typed can be taken for it.
 */
export function linkPlaceholder(mailId: string): string {
  return `https://link.invalid/${mailId}`;
}

/** A stored part of a mail with its link in it. */
export function fillLink(part: string, mailId: string, link: string): string {
  return part.replaceAll(linkPlaceholder(mailId), () => link);
}
