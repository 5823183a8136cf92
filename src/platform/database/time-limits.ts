import type { ClientBase } from 'pg';

// Role or database may have limits of their own, which a setting of the connection alone would not lift.
const LIFT = `
  SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN
  ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout')`;

/** For sessions that prepare the database: an index on a large table takes as long as it takes. */
export async function liftTimeLimits(client: ClientBase): Promise<void> {
  await client.query(LIFT);
}
