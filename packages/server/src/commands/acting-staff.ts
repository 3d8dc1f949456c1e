import { Email, permissions, Source, type StaffPrincipal } from '@portico/core';
import { type CommandOptions, UsageError } from './command.ts';

/** The flag that says whose record ids are meant. */
export const sourceOption = {
  source: { type: 'string', value: 'SOURCE', meaning: 'The system whose record ids are used; crm unless told.' },
} as const satisfies CommandOptions;

/** The flags that say in whose name a command acts. */
export const actingStaffOptions = {
  email: { type: 'string', value: 'ADDRESS', meaning: 'The address of the member of staff in whose name it is done.' },
  name: { type: 'string', value: 'NAME', meaning: 'Their name.' },
  ...sourceOption,
} as const satisfies CommandOptions;

type Named = Pick<StaffPrincipal, 'email' | 'name' | 'source'>;

/** Who a command was told to act as. @throws {UsageError} */
export function actingStaff({ email, name, source }: Partial<Named>): Named {
  if (!Email.safeParse(email).success || email === undefined) {
    throw new UsageError('--email must be the address of a member of staff, such as ada.keller@example.com.');
  }
  if (!name?.trim()) throw new UsageError('--name must be the name of that member of staff.');
  return { email, name: name.trim(), source: sourceOf(source) };
}

/** The system whose record ids a command was told to use. @throws {UsageError} */
export function sourceOf(source = 'crm'): string {
  if (Source.safeParse(source).success) return source;
  throw new UsageError('--source must be the name of a system in lower case, such as crm.');
}

/** Somebody who may do everything, as whoever has the server's secret may. */
export function operator(staff: Named): StaffPrincipal {
  return { kind: 'staff', ...staff, permissions: new Set(permissions), accounts: 'all' };
}
