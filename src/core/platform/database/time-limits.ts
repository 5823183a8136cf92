import type { ClientBase } from 'pg';

// The role or the database may have limits that connection options do not disable.
const LIFT = `
  SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN
  ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout')`;

/** Disables time limits for sessions that prepare the database: building an index on a large table takes long. */
export async function liftTimeLimits(client: ClientBase): Promise<void> {
  await client.query(LIFT);
}
