import type { EntityManager } from 'typeorm';

/** Until the transaction ends. Whoever changes several activations or sessions of a license locks it first, which prevents deadlocks. */
export async function lockLicense(manager: EntityManager, id: number): Promise<void> {
  await manager.query(`SELECT id FROM licenses WHERE id = $1 FOR NO KEY UPDATE`, [id]);
}
