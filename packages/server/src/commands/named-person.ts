import {
  apiPrefix,
  type BackendAdapter,
  backendRoutes,
  Email,
  emailKey,
  isPorticoError,
  type PersonExport,
} from '@portico/core';
import type { ServerConfig } from '../config.ts';
import { databasePlace, isNotMadeYet } from '../database-place.ts';
import { DirectoryInUse } from '../postgres/directory-lock.ts';
import { contactWithAddress, peekAtPerson, staffNamed } from '../postgres/person-lookup.ts';
import { operator, sourceOf, sourceOption } from './acting-staff.ts';
import { CommandFailed, type CommandOptions, UsageError } from './command.ts';
import { type OpenBackend, openBackend } from './open-backend.ts';

/** The flags that say which person is meant, and who answers for it. */
export const namedPersonOptions = {
  email: { type: 'string', value: 'ADDRESS', meaning: 'The address of the person.' },
  contact: { type: 'string', value: 'ID', meaning: 'The id of one of their contacts, in place of --email.' },
  ...sourceOption,
  by: { type: 'string', value: 'ADDRESS', meaning: 'The address of whoever does it, for the audit trail.' },
} as const satisfies CommandOptions;

/** Whom a command was told about, and by whom. */
export interface NamedPerson {
  email?: string | undefined;
  contact?: string | undefined;
  source: string;
  by: string;
}

/** A person as a command finds them. */
export interface FoundPerson {
  /** The port, as whoever does it may use it. */
  port: BackendAdapter;
  contactId: string;
  /** What is kept about them. */
  told: PersonExport;
}

/** The person that flags name. @throws {UsageError} */
export function namedPerson({ email, contact, source, by }: Partial<NamedPerson>): NamedPerson {
  if ((email === undefined) === (contact === undefined)) {
    throw new UsageError('Say who is meant: --email ADDRESS, or --contact ID.');
  }
  if (email !== undefined && !Email.safeParse(email).success) {
    throw new UsageError('--email must be an address, such as ada.keller@example.com.');
  }
  if (by === undefined || !Email.safeParse(by).success) {
    throw new UsageError('--by must be the address of whoever does it, such as dpo@example.com.');
  }
  return { email, contact, source: sourceOf(source), by };
}

/**
 * Finds a person in the database of a configuration, and closes it after `work`.
 * @param operation - What is to be done, to say how a running server is asked for it.
 * @throws {CommandFailed} where there is no such person, or the database is another process's.
 */
export async function withPerson<T>(
  config: ServerConfig,
  person: NamedPerson,
  operation: keyof typeof backendRoutes.people,
  work: (found: FoundPerson) => Promise<T>,
): Promise<T> {
  if (isNotMadeYet(config)) {
    throw new CommandFailed(
      `There are no data yet: ${databasePlace(config)} is still to be made. Set PORTICO_DATA_DIR or DATABASE_URL as for the server.`,
    );
  }
  const opened = await openBackend(config).catch(error => {
    if (!(error instanceof DirectoryInUse)) throw error;
    const { method, path } = backendRoutes.people[operation];
    throw new CommandFailed(
      `A server is running on ${databasePlace(config)}. Ask it (${method} ${apiPrefix}${path}), or stop it and repeat the command. Nothing was changed.`,
      { cause: error },
    );
  });
  try {
    return await work(await find(opened, person, config));
  } finally {
    await opened.close();
  }
}

async function find(
  { backend, database }: OpenBackend,
  { email, contact, source, by }: NamedPerson,
  config: ServerConfig,
): Promise<FoundPerson> {
  const nobody = (what: string) => new CommandFailed(`Nobody in ${databasePlace(config)} has ${what}.`);
  const contactId = contact ?? (email && (await contactWithAddress(database.db, email)));
  if (!contactId) throw nobody(`the address ${email}`);
  const principal = operator({ email: by, name: (await staffNamed(database.db, by)) ?? by, source });
  const told = await peekAtPerson(database, principal, contactId).catch(error => {
    throw isPorticoError(error) && error.code === 'not-found' ? nobody(`the id ${contactId} of ${source}`) : error;
  });
  // Whoever acts is entered into the staff directory, and the erased address would stay there.
  if (told.contacts.some(own => own.email !== null && emailKey(own.email) === emailKey(by))) {
    throw new UsageError('--by must be whoever does it, and not the person themselves.');
  }
  return { port: backend.as(principal), contactId, told };
}
