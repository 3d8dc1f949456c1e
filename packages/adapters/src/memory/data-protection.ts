import {
  compareKeys,
  emailKey,
  type Operations,
  type PersonFacts,
  PorticoError,
  personExport,
  sortKey,
} from '@portico/core';
import { accountsOpenTo, findContact, idOf, isAccountInScope } from './scope.ts';
import { type AccountRow, append, type ContactRow, type Context, type State, type UserRow } from './state.ts';

/** A person as a whole: every contact with their address, of whom one may have the login. */
interface Person {
  contacts: ContactRow[];
  user: UserRow | null;
  /** The contacts' own, and those that the login opens. */
  accounts: AccountRow[];
}

export const people: Operations<Context, 'at-once'>['people'] = {
  export(context, { contactId }) {
    const person = personBehind(context, contactId);
    const told = personExport(factsOf(context, person));
    append(context, 'person.exported', { accounts: person.accounts, contact: findContact(context, contactId) });
    return told;
  },

  erase(context, { contactId }) {
    const person = personBehind(context, contactId);
    remove(context.state, person);
    append(context, 'person.erased', { accounts: person.accounts });
    return { done: true };
  },
};

/** The person behind a contact, for whoever sees every account that they have to do with; missing for anybody else. */
function personBehind(context: Context, contactId: string): Person {
  const { email } = findContact(context, contactId);
  const contacts =
    email === null ? [findContact(context, contactId)] : context.state.contacts.filter(row => isOf(row, email));
  const accounts = new Set(contacts.flatMap(contact => [contact.account, ...accountsOpenTo(context, contact)]));
  for (const account of accounts) if (!isAccountInScope(context, account)) throw new PorticoError('not-found');
  return { contacts, user: contacts.find(row => row.user)?.user ?? null, accounts: [...accounts] };
}

function isOf(contact: ContactRow, email: string): boolean {
  return contact.email !== null && emailKey(contact.email) === emailKey(email);
}

/** Everything that is kept about a person. */
function factsOf(context: Context, { contacts, user }: Person): PersonFacts {
  const { state } = context;
  const named = <T extends AccountRow | ContactRow>(row: T) => ({ ...row, id: idOf(context, row) });
  return {
    at: state.now(),
    contacts: contacts.map(contact => ({ ...named(contact), account: named(contact.account) })),
    login: user,
    access: state.access
      .filter(({ person }) => 'contact' in person && contacts.includes(person.contact))
      .sort((a, b) => compareKeys(sortKey(a.account.market, a.account.name), sortKey(b.account.market, b.account.name)))
      .map(row => ({ ...row, account: named(row.account), orderId: row.order && idOf(context, row.order) })),
    mails: state.mails
      .filter(({ contact }) => contacts.includes(contact))
      .map(mail => ({ ...mail, subject: null, state: 'queued', sentAt: null })),
    sessions: [],
    events: state.events.filter(({ contact }) => contact && contacts.includes(contact)),
  };
}

function remove(state: State, { contacts }: Person): void {
  const isTheirs = (contact: ContactRow | null) => contact !== null && contacts.includes(contact);
  const access = state.access.filter(({ person }) => 'contact' in person && isTheirs(person.contact));
  const mails = state.mails.filter(({ contact }) => isTheirs(contact));
  forgetAnswers(state, [...access.map(({ uuid }) => uuid), ...mails.map(({ to }) => to)]);
  state.access = state.access.filter(row => !access.includes(row));
  state.mails = state.mails.filter(row => !mails.includes(row));
  state.events = state.events.filter(({ contact }) => !isTheirs(contact));
  state.contacts = state.contacts.filter(contact => !isTheirs(contact));
}

/** Blanks the kept answers that name an access or an address of the person. */
function forgetAnswers({ answers }: State, names: readonly string[]): void {
  for (const [key, kept] of answers) {
    const told = Object.values((kept?.answer ?? {}) as Record<string, unknown>);
    if (told.some(value => typeof value === 'string' && names.includes(value))) answers.set(key, null);
  }
}
