/** A section's address, or undefined where it is none that a click may follow (`javascript:`, say). */
export function sectionLink(url: string, origin: string): string | undefined {
  if (!URL.canParse(url, origin)) return undefined;
  const { protocol, href } = new URL(url, origin);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
