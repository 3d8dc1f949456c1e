import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { memoryBackend } from '@portico/adapters/memory';
import {
  type Backend,
  findMethod,
  isPorticoError,
  type Page,
  type Permission,
  permissions,
  type StaffPrincipal,
} from '@portico/core';
import fc from 'fast-check';
import { sampleBackend } from './backend.fixture.ts';

/** One call of one caller; `#0` stands for the first contact that was made by a grant. */
interface Step {
  by: keyof typeof callers;
  operation: string;
  input: Record<string, unknown>;
  idempotencyKey?: string | undefined;
}

/** Who calls, by the world's own names for addresses and accounts. */
type Caller = Pick<StaffPrincipal, 'email' | 'source' | 'accounts' | 'permissions'>;

const without = (...missing: Permission[]) => new Set(permissions.filter(name => !missing.includes(name)));
const everyone: Caller = { email: 'sam', source: 'crm', accounts: 'all', permissions: without() };
const callers = {
  sam: everyone,
  seller: { ...everyone, permissions: without('access:extend', 'portal:manage-users') },
  acmePartner: { ...everyone, accounts: ['acme'] },
  globexPartner: { ...everyone, accounts: ['globex'] },
  erin: { ...everyone, email: 'erin', accounts: 'served' },
  erp: { ...everyone, source: 'erp' },
} satisfies Record<string, Caller>;

/** One of some values, the first of them as often as all others together. */
const mostly = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: others.length }, fc.constantFrom(...others));

const by = mostly<Step['by']>('sam', 'seller', 'acmePartner', 'globexPartner', 'erin', 'erp');
const accountId = mostly('acme', 'globex', 'globex', 'nowhere');
const contactId = mostly('#0', '#1', '#2', 'c1', 'c2');
const address = (name: string) => `${name}@example.com`;
const email = fc.constantFrom('ada', 'bo', 'cy', 'ada', 'bo', 'cy', 'dee', 'BO', 'erin', 'new.staff').map(address);
const name = fc.constantFrom('Ada', 'Ångström', 'Émile', '𐐀', '\ufffd');
const page = {
  search: fc.option(fc.constantFrom('a', 'ANG', 'example', '\ud801', 'norway'), { nil: undefined }),
  status: fc.option(fc.constantFrom('PENDING', 'COMPLETE'), { nil: undefined }),
  limit: fc.constantFrom(1, 2, 50),
};
const step = (operation: string, input: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Step> =>
  fc.record({ by, operation: fc.constant(operation), input: fc.record(input) });
const keyed = (arbitrary: fc.Arbitrary<Step>) =>
  fc
    .record({ call: arbitrary, key: fc.option(fc.constantFrom('k1', 'k2'), { nil: undefined }) })
    .map(({ call, key }): Step => ({ ...call, idempotencyKey: key }));

const grant = keyed(
  step('access.grant', {
    accountId,
    contact: fc.record({ email, firstName: name, lastName: name }),
    role: mostly(undefined, 'guest', 'admin', 'none'),
    orderId: mostly(undefined, undefined, 'o1'),
  }),
);
const record = {
  firstName: name,
  lastName: name,
  accountId,
  id: contactId,
  email: fc.oneof(email, fc.constantFrom(null, undefined)),
};
const staff = fc.array(fc.record({ email, name }), { maxLength: 2 });
const steps = fc.oneof(
  { arbitrary: grant, weight: 4 },
  { arbitrary: step('register', { email }), weight: 3 },
  step('users.deactivate', { contactId }),
  step('users.reactivate', { contactId }),
  step('recovery.plan', { contactId }),
  keyed(step('recovery.send', { contactId, action: fc.constantFrom('send-reset', 'resend-registration') })),
  step('contacts.get', { contactId }),
  step('people.export', { contactId }),
  step('people.erase', { contactId }),
  step('contacts.link', { contactId, id: fc.constantFrom('c1', 'c2', 'c3', 'portico:mine') }),
  step('records.upsert', { contacts: fc.tuple(fc.record(record)) }),
  step('records.upsert', { orders: fc.tuple(fc.record({ id: fc.constantFrom('o1', 'o2'), accountId })) }),
  step('records.upsert', {
    accounts: fc.tuple(
      fc.record({
        id: accountId,
        market: fc.constantFrom('Norway', 'Sweden'),
        name: fc.constantFrom('Acme', 'Globex'),
        active: fc.constantFrom(undefined, true, false),
        membershipEnd: fc.constantFrom(undefined, null, '2020-01-01'),
        staff: fc.option(staff, { nil: undefined }),
      }),
    ),
  }),
  step('access.preflight', { accountId, email }),
  step('accounts.list', { search: fc.constantFrom('#', 'NORWAY-#', '# glob', '#\ud801'), limit: page.limit }),
  step('access.listForAccount', { accountId, ...page }),
  step('access.listForContact', { contactId, ...page }),
  step('advance', { seconds: fc.constant(61) }),
);

interface Engine {
  backend: Backend;
  register(email: string): Promise<void>;
  advance(seconds: number): void;
}

/** An engine with a small world of its own, told apart by `tag` from those of other runs. */
function worldOf({ backend, register, advance }: Engine, tag: string) {
  const made: string[] = [];
  const seen = new Map<string, string>();
  const tagged = (value: unknown, field = ''): unknown => {
    if (Array.isArray(value)) return value.map(part => tagged(part, field));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, tagged(part, key)]));
    }
    if (typeof value !== 'string') return value;
    if (field === 'search') return value.replace('#', tag);
    if (value.startsWith('#')) return made[Number(value.slice(1))] ?? 'nobody';
    if (field === 'email') return value.replace('@', `.${tag}@`);
    return /^(id|accountId|contactId|orderId|market)$/.test(field) && !value.includes(':') ? `${value}-${tag}` : value;
  };

  async function answer({ by, operation, input: given, idempotencyKey }: Step): Promise<unknown> {
    const caller: Caller = callers[by];
    const { email, accounts } = caller;
    const scope = typeof accounts === 'string' ? accounts : accounts.map(id => `${id}-${tag}`);
    const own = { email: `${email}.${tag}@example.com`, accounts: scope };
    const port = backend.as({ kind: 'staff', name: by, ...caller, ...own });
    const input = tagged(given) as Record<string, unknown>;
    advance(operation === 'advance' ? Number(input.seconds) : 1);
    if (operation === 'advance') return null;
    if (operation === 'register') {
      return register(String(input.email)).then(
        () => 'registered',
        () => 'not registered',
      );
    }
    const [group = '', method = ''] = operation.split('.');
    const call = findMethod(port, group, method) ?? assert.fail(operation);
    if (!method.startsWith('list'))
      return call(input, { idempotencyKey: idempotencyKey && `${idempotencyKey}-${tag}` });
    const pages: unknown[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { nextCursor, ...rest } = (await call({ ...input, cursor }, {})) as Page<unknown>;
      pages.push(rest);
      cursor = nextCursor;
    }
    return pages;
  }

  /** What a step answers, as text, with a number in place of each id that an engine has made up. */
  return async (given: Step): Promise<string> => {
    const outcome = await answer(given).catch(error => {
      if (!isPorticoError(error)) throw error;
      const { code, fields, retryAfter } = error;
      return { code, fields, retryAfter };
    });
    const { contactId: id } = (outcome ?? {}) as { contactId?: string };
    if (id && !made.includes(id)) made.push(id);
    return JSON.stringify(outcome, withoutMailEvents).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, uuid => {
      if (!seen.has(uuid)) seen.set(uuid, `<${seen.size}>`);
      return seen.get(uuid) ?? '';
    });
  };
}

/** Memory mails nothing, so that it has nothing to tell of its mails' way. */
function withoutMailEvents(name: string, value: unknown): unknown {
  if (name !== 'events' || !Array.isArray(value)) return value;
  return value.filter((event: { type: string }) => !event.type.startsWith('mail.'));
}

const call = (operation: string, input: Step['input']): Step => ({ by: 'sam', operation, input });
const grantTo = (accountId: string, name: string) =>
  call('access.grant', { accountId, contact: { email: address(name), firstName: name, lastName: name } });

/** Two accounts; one person with access to both, one who has registered, and one without a login. */
const world: Step[] = [
  call('records.upsert', {
    accounts: [
      { id: 'acme', market: 'Norway', name: 'Acme', staff: [{ email: 'erin@example.com', name: 'Erin Executive' }] },
      { id: 'globex', market: 'Sweden', name: 'Globex' },
    ],
    orders: [{ id: 'o1', accountId: 'acme' }],
    contacts: [{ id: 'c1', accountId: 'acme', firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' }],
  }),
  grantTo('acme', 'cy'),
  grantTo('globex', 'cy'),
  grantTo('acme', 'bo'),
  call('register', { email: address('bo') }),
];

let sample: Awaited<ReturnType<typeof sampleBackend>>;

before(async () => {
  sample = await sampleBackend();
});

after(() => sample.close());

test('whatever is done in whatever order, memory and PostgreSQL answer the same', async () => {
  let time = sample.now().getTime();
  const memory = memoryBackend({ now: () => new Date(time) });
  const engines: Engine[] = [
    sample,
    {
      backend: memory,
      register: async address => memory.register(address),
      advance: seconds => {
        time += seconds * 1000;
      },
    },
  ];
  const property = fc.asyncProperty(fc.array(steps, { minLength: 30, maxLength: 50, size: 'max' }), async given => {
    const tag = crypto.randomUUID().slice(0, 6);
    const [postgres, other] = engines.map(engine => worldOf(engine, tag));
    for (const [i, one] of [...world, ...given].entries()) {
      assert.equal(await other?.(one), await postgres?.(one), `step ${i}: ${JSON.stringify(one)}`);
    }
  });
  await fc.assert(property, { numRuns: 30, interruptAfterTimeLimit: 15_000 });
});
