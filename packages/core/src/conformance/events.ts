import type { PorticoEvent } from '../event.ts';
import type { EventsQuery } from '../events-query.ts';
import { equal, ok } from './expect.ts';
import { listen } from './listen.ts';
import { newcomer } from './people.ts';
import type { Case, Stage } from './subject.ts';

const needs = ['events.stream', 'access.grant'] as const;

/** Listens until an event of a type has come; answers all that came. */
async function until(adapter: Stage['staff'], type: PorticoEvent['type'], query: EventsQuery) {
  const listener = listen(adapter, query);
  await listener.hears(type);
  return listener.stop();
}

export const eventCases: Case[] = [
  {
    title: 'a grant is told to whoever listens, with the ids of the host',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const partner = await stage.limited({ accounts: [ids.acme] });
      const told = until(partner, 'access.granted', { since: 60 });
      const granted = await staff.access.grant({ accountId: ids.acme, contact: newcomer(stage) });
      const event = (await told).find(({ type }) => type === 'access.granted');
      equal([event?.accountIds, event?.contactId], [[ids.acme], granted.contactId]);
    },
  },
  {
    title: 'a registration is told to every account of the person',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const contact = newcomer(stage);
      await staff.access.grant({ accountId: ids.acme, contact });
      await staff.access.grant({ accountId: ids.globex, contact });
      const partner = await stage.limited({ accounts: [ids.acme, ids.globex] });
      const told = until(partner, 'user.registered', { since: 60 });
      await stage.subject.register(contact.email);
      const event = (await told).find(({ type }) => type === 'user.registered');
      equal([...(event?.accountIds ?? [])].sort(), [ids.acme, ids.globex].sort());
    },
  },
  {
    title: 'nothing of other accounts is told',
    needs,
    async run(stage) {
      const { staff, ids } = stage;
      const partner = await stage.limited({ accounts: [ids.globex] });
      const told = until(partner, 'access.granted', { since: 60 });
      await staff.access.grant({ accountId: ids.acme, contact: newcomer(stage, 'one') });
      await staff.access.grant({ accountId: ids.globex, contact: newcomer(stage, 'two') });
      for (const event of await told) equal(event.accountIds, [ids.globex]);
    },
  },
  {
    title: 'an erasure is told to whoever sees the account: who was erased, and what happened with them, is not',
    needs: [...needs, 'people.erase'],
    async run(stage) {
      const { staff, ids } = stage;
      const { contactId } = await staff.access.grant({ accountId: ids.globex, contact: newcomer(stage) });
      const partner = await stage.limited({ accounts: [ids.globex] });
      await staff.people.erase({ contactId: contactId ?? '' });
      const told = await until(partner, 'person.erased', { since: 60 });
      equal(
        told.map(event => [event.type, event.accountIds, event.contactId]),
        [
          ['account.updated', [ids.globex], null],
          ['person.erased', [ids.globex], null],
        ],
      );
    },
  },
  {
    title: 'a stream resumes after the last event that was seen',
    needs,
    async run(stage) {
      const { ids } = stage;
      const partner = await stage.limited({ accounts: [ids.acme] });
      const grant = (name: string) => stage.staff.access.grant({ accountId: ids.acme, contact: newcomer(stage, name) });
      const first = until(partner, 'access.granted', { since: 60 });
      const one = await grant('one');
      const last = (await first).find(event => event.type === 'access.granted' && event.contactId === one.contactId);
      ok(last !== undefined, 'the first grant');
      const two = await grant('two');
      const rest = await until(partner, 'access.granted', { after: last.id });
      equal(
        // Its mail may have been sent meanwhile, which is another event of the same person.
        rest.some(event => event.type === 'access.granted' && event.contactId === one.contactId),
        false,
        'the first is not told again',
      );
      equal(rest.find(event => event.type === 'access.granted')?.contactId, two.contactId);
    },
  },
];
