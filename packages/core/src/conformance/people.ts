import type { Stage } from './subject.ts';

/** A person nobody knows yet. */
export function newcomer({ email }: Stage, name = 'nia') {
  return { email: email(name), firstName: 'Nia', lastName: 'New' };
}

/** The clients with access to an account, as those who may do everything see them. */
export async function clientsOf({ staff }: Stage, accountId: string) {
  const { items } = await staff.access.listForAccount({ accountId });
  return items.filter(row => row.kind === 'client');
}
