import { sql } from 'drizzle-orm';
import type { WriteShape } from '../postgres/writes.ts';

/**
 * A job that begins at once, by its queue's own policy, written together with what it is about. pg-boss' `send` leaves the
 * same row by a statement of its own, which takes as long as all the others of a request.
 * @see https://timgit.github.io/pg-boss/#/./sql
 */
export const newJob: WriteShape = {
  name: 'job',
  write: place => sql`
    insert into pgboss.job (
      name, data, policy, dead_letter, retry_limit, retry_delay, retry_backoff, retry_delay_max,
      expire_seconds, heartbeat_seconds, deletion_seconds, keep_until
    )
    select
      name, ${place('data')}::jsonb, policy, dead_letter, retry_limit, retry_delay, retry_backoff, retry_delay_max,
      expire_seconds, heartbeat_seconds, deletion_seconds, now() + retention_seconds * interval '1 second'
    from pgboss.queue where name = ${place('queue')}`,
};
