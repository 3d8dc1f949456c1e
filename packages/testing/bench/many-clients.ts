/** Runs one statement. */
type Run = (statement: string) => Promise<unknown>;

/** How many clients there are in a database that is filled. */
export const clientCount = 10_000;

/** So many people have access to each. */
export const peoplePerClient = 2;

/** The ids of the host's records: of a client, and of one of its people. */
export const accountId = (number: number) => `001${number}`;
export const contactId = (number: number) => `003${number}`;

/**
 * Fills a migrated database with clients whose people have registered, in a few statements. The keys are those that the
 * server itself would write.
 */
export async function addManyClients(run: Run): Promise<void> {
  await run(`
    insert into account (market, name, identity_key, sort_key, search_text, source, external_id, external_key, created_at, updated_at)
    select market, name, 'bench ' || n, lower(market) || chr(1) || lower(name), lower(market || ' ' || name),
      'crm', '001' || n, '001' || n, now(), now()
    from (select n, 'Market ' || n % 20 as market, 'Client ' || md5(n::text) as name from generate_series(1, ${clientCount}) n) as made`);
  await run(`
    insert into contact (account_id, first_name, last_name, email, email_key, sort_key, search_text, source, external_id, external_key, created_at, updated_at)
    select account.id, first, last, email, email, lower(last) || chr(1) || lower(first) || chr(1) || email,
      lower(first || ' ' || last || ' ' || email), 'crm', '003' || n, '003' || n, now(), now()
    from (
      select n, 'First' || n % 300 as first, 'Last' || md5('person' || n) as last, 'person' || n || '@example.com' as email
      from generate_series(1, ${clientCount * peoplePerClient}) n
    ) as made
    join account on account.source = 'crm' and account.external_key = '001' || 1 + n % ${clientCount}`);
  await run(`
    insert into portal_user (contact_id, login_key, state, registered_at, created_at)
    select id, email_key, 'active', now(), now() from contact where source = 'crm'`);
  await run(`
    insert into access (account_id, user_id, role, granted_at, granted_by, sort_key, search_text)
    select account.id, portal_user.id, 'guest', now(), 'Bench Example', contact.sort_key, contact.search_text || ' ' || account.search_text
    from portal_user
    join contact on contact.id = portal_user.contact_id
    join account on account.id = contact.account_id`);
  // As it is a while after: until then PostgreSQL keeps new rows beside the index that searches use.
  await run('vacuum analyze');
}
