import { type AccessGrant, isPorticoError, permissions, type Records } from '@portico/core';
import type { PorticoServer } from './start.ts';

export interface SampleAccess {
  /** In whose name access is granted. */
  staff: { email: string; name: string };
  /** The system whose record ids are used. */
  source: string;
  /** What the system knows: its accounts, orders and contacts. */
  records?: Records | undefined;
  grants: readonly (AccessGrant & {
    accountId: string;
    /** Completes the registration with this password, by the link of the person's mail. */
    password?: string | undefined;
  })[];
}

/**
 * Gives sample access the way staff and clients do: through the port, and through the links in the mails. Repeating
 * it changes nothing.
 */
export async function seedAccess(
  server: PorticoServer,
  { staff, source, records, grants }: SampleAccess,
): Promise<void> {
  const everything = new Set(permissions);
  const port = server.backend.as({ kind: 'staff', ...staff, source, permissions: everything, accounts: 'all' });
  if (records) await port.records.upsert(records);
  for (const { password, ...grant } of grants) {
    const refusal = await port.access.grant(grant).then(
      () => undefined,
      error => knownRefusal(error),
    );
    // A seed that was interrupted between the two is completed by the next one.
    const isPending = refusal === undefined || refusal === 'registration-pending';
    if (isPending && password !== undefined) await register(server, grant.contact.email, password);
  }
}

/** Why a grant was not needed; any other failure is one. */
function knownRefusal(error: unknown): string {
  const known = ['already-has-access', 'registration-pending', 'user-deactivated'];
  if (isPorticoError(error) && known.includes(error.code)) return error.code;
  throw error;
}

/**
 * Follows the link of the newest mail to an address and chooses a password; a person who was registered before has no
 * link to follow.
 */
export async function register(server: PorticoServer, email: string, password: string): Promise<Response | undefined> {
  const link = await server.newestLink(email);
  if (link === undefined) return undefined;
  const response = await server.fetch(
    new Request(`${server.publicOrigin}/v1/links/use`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: new URL(link).hash.slice(1), password }),
    }),
  );
  if (!response.ok) throw new Error(`the sample registration was refused: ${await response.text()}`);
  return response;
}
