import type { EntityManager } from 'typeorm';

/** Gives a customer the users of its duplicates, one for each address; the others are deleted with their customers. */
export async function moveUsers(manager: EntityManager, kept: number, duplicates: readonly number[]): Promise<void> {
  await manager.query(MOVE, [kept, duplicates]);
}

const MOVE = `
  UPDATE customer_users SET customer_id = $1 WHERE id IN (
    SELECT DISTINCT ON (email) id FROM customer_users WHERE customer_id = ANY ($2)
      AND email NOT IN (SELECT email FROM customer_users WHERE customer_id = $1)
    ORDER BY email, id
  )`;
