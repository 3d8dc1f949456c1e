import type { PersonExport } from '@portico/core';
import { configFromEnvironment } from '../read-config.ts';
import { type Command, type CommandOptions, readFlags } from './command.ts';
import { namedPerson, namedPersonOptions, withPerson } from './named-person.ts';

const options = {
  ...namedPersonOptions,
  yes: { type: 'boolean', meaning: 'Erases. Without it the command only says what it would erase.' },
} as const satisfies CommandOptions;

/** Removes one person with all that is kept about them. */
export const eraseCommand: Command = {
  name: 'erase',
  summary: 'Removes one person with everything that is kept about them. It cannot be undone.',
  help: `  portico erase --email ada.keller@example.com --by dpo@example.com

It says what would be erased, and does it with --yes. One person is every contact with the address,
and the login with its access, links, mails and sessions. The audit trail keeps that somebody was
erased, where, when and by whom. A CRM that sends the contact again makes it anew: remove it there
first. On the embedded database the server must be stopped meanwhile; a running one does the same by
its API.`,
  options,
  async run(args, { environment, out }) {
    const { yes, ...flags } = readFlags(args, options);
    const person = namedPerson(flags);
    const config = configFromEnvironment(environment);
    return withPerson(config, person, 'erase', async ({ port, contactId, told }) => {
      if (!yes) {
        out(`This would be erased: ${amounts(told)}.\nNothing was changed. To erase it for good, add --yes.\n`);
        return 1;
      }
      await port.people.erase({ contactId });
      out(`Erased: ${amounts(told)}.\n`);
      return 0;
    });
  },
};

/** What is kept about somebody, in numbers. */
function amounts({ contacts, login, access, mails, sessions, events }: PersonExport): string {
  return [
    amount(contacts.length, 'contact', 'contacts'),
    login ? 'a login' : 'no login',
    amount(access.length, 'access', 'accesses'),
    amount(mails.length, 'mail', 'mails'),
    amount(sessions.length, 'session', 'sessions'),
    amount(events.length, 'event', 'events'),
  ].join(', ');
}

function amount(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
