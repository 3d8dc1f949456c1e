/** Runs one statement. */
type Run = (statement: string) => Promise<unknown>;

/**
 * Fills a migrated database with one client whose people have registered, in a few statements. The keys are those that
 * the server itself would write.
 * @param id - The client's id in the host's records.
 */
export async function addManyPeople(run: Run, id: string, count: number): Promise<void> {
  await run(`
    insert into account (market, name, identity_key, sort_key, search_text, source, external_id, external_key, created_at, updated_at)
    select 'Market', '${id}', 'bench ${id}', 'market' || chr(1) || lower('${id}'), lower('market ${id}'),
      'crm', '${id}', '${id}', now(), now()`);
  await run(`
    insert into contact (account_id, first_name, last_name, email, email_key, sort_key, search_text, job_title, source, external_id, external_key, created_at, updated_at)
    select account.id, first, last, email, email, lower(last) || chr(1) || lower(first) || chr(1) || email,
      lower(first || ' ' || last || ' ' || email), 'Analyst', 'crm', made.id, made.id, now(), now()
    from (
      select 'First' || n % 300 as first, 'Last' || substr(md5(n::text), 1, 8) as last,
        lower('${id}-') || n || '@example.com' as email, '003-${id}-' || n as id
      from generate_series(1, ${count}) n
    ) as made
    join account on account.external_key = '${id}'`);
  await run(`
    insert into portal_user (contact_id, login_key, state, registered_at, created_at)
    select contact.id, email_key, 'active', now(), now()
    from contact join account on account.id = contact.account_id where account.external_key = '${id}'`);
  await run(`
    insert into access (account_id, user_id, role, granted_at, granted_by, sort_key, search_text)
    select account.id, portal_user.id, 'guest', now(), 'Bench Example', contact.sort_key, contact.search_text || ' ' || account.search_text
    from portal_user
    join contact on contact.id = portal_user.contact_id
    join account on account.id = contact.account_id
    where account.external_key = '${id}'`);
  // As it is a while after: until then PostgreSQL knows nothing of the new rows' number.
  await run('vacuum analyze');
}
