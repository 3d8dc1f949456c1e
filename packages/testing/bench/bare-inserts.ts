import { randomUUID } from 'node:crypto';

/** Makes the queue that the jobs of the bare script wait in; nobody works on it. */
export const createBareQueue = `select pgboss.create_queue('bench', '{"policy": "standard"}'::jsonb)`;

/** Runs one statement inside an open transaction. */
type Run = (statement: string, values: unknown[]) => Promise<unknown>;

/**
 * The rows that one Create User leaves, written by nothing but INSERTs: what the server's rate is held against. No
 * lookups, no rules, no HTTP. Those of the mail that was sent, which the server writes later, are among them.
 */
export async function insertOnePerson(run: Run, accountId: string): Promise<void> {
  const [contact, user, link, mail, access] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const email = `${user}@example.com`;
  const at = new Date();
  const answer = {
    ...{ id: access, accountId, market: 'Berlin', accountName: 'Lumen', kind: 'client', contactId: contact },
    ...{
      firstName: 'New',
      lastName: 'Person',
      email,
      jobTitle: null,
      role: 'guest',
      status: 'PENDING',
      standing: 'open',
    },
    ...{ mailFailed: false, grantedAt: at, grantedBy: 'Bench Example', orderId: null },
  };
  await run(
    'insert into idempotency (principal, operation, key, input_hash, answer, created_at) values ($1, $2, $3, $4, $5, $6)',
    ['bench', 'access.grant', user, '0'.repeat(64), JSON.stringify(answer), at],
  );
  await run(
    `insert into contact (id, account_id, first_name, last_name, email, email_key, sort_key, search_text, created_at, updated_at)
      values ($1, $2, 'New', 'Person', $3, $3, $4, $5, $6, $6)`,
    [contact, accountId, email, `person new ${email}`, `new person ${email}`, at],
  );
  await run(
    `insert into portal_user (id, contact_id, login_key, state, last_mail_at, created_at) values ($1, $2, $3, 'invited', $4, $4)`,
    [user, contact, email, at],
  );
  await run(
    `insert into access (id, account_id, user_id, role, granted_at, granted_by, sort_key, search_text)
      values ($1, $2, $3, 'guest', $4, 'Bench Example', $5, $6)`,
    [access, accountId, user, at, `person new ${email}`, `new person ${email} berlin lumen`],
  );
  await run(
    `insert into link (id, purpose, user_id, key_id, created_at, expires_at) values ($1, 'registration', $2, 'bench', $3, $4)`,
    [link, user, at, new Date(at.getTime() + 86_400_000)],
  );
  await run(
    `insert into mail (id, kind, contact_id, account_id, to_address, link_id, created_at)
      values ($1, 'registration', $2, $3, $4, $5, $6)`,
    [mail, contact, accountId, email, link, at],
  );
  for (const type of ['queued', 'sent']) {
    await run('insert into mail_event (mail_id, type, at) values ($1, $2, $3)', [mail, type, at]);
  }
  for (const type of ['contact.created', 'user.invited', 'mail.queued', 'access.granted', 'mail.sent']) {
    await run('insert into event (type, at, account_ids, contact_id, actor) values ($1, $2, $3, $4, $5)', [
      type,
      at,
      `{${accountId}}`,
      contact,
      JSON.stringify({ kind: 'staff', email: 'bench@example.com', name: 'Bench Example', source: 'crm' }),
    ]);
  }
  await run(`insert into pgboss.job (name, data) values ('bench', $1)`, [JSON.stringify({ id: mail })]);
}
