import { desc, eq } from 'drizzle-orm';
import type { KeyRing } from '../keys.ts';
import type { Queries } from '../postgres/database.ts';
import { links, mails } from '../postgres/schema.ts';
import { linkUrl } from './link-token.ts';

/** The link of the newest mail to an address, as the mail carries it. */
export async function newestLink(
  db: Queries,
  { email, publicOrigin, keys }: { email: string; publicOrigin: string; keys: KeyRing },
): Promise<string | undefined> {
  const [row] = await db
    .select({ id: links.id, purpose: links.purpose, keyId: links.keyId })
    .from(mails)
    .innerJoin(links, eq(links.id, mails.linkId))
    .where(eq(mails.toAddress, email))
    .orderBy(desc(mails.createdAt))
    .limit(1);
  return row && linkUrl(publicOrigin, keys, row);
}
