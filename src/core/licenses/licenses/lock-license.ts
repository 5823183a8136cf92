import type { EntityManager } from 'typeorm';
import { textLiteral } from '../../platform/database/text-literal';

/** Locks a license until the transaction ends. Whoever changes several activations or sessions of a license locks it first, which prevents deadlocks. */
export async function lockLicense(manager: EntityManager, id: number): Promise<void> {
  await manager.query(`SELECT id FROM licenses WHERE id = $1 FOR NO KEY UPDATE`, [id]);
}

/** Locks the licenses with these ids in the order of the ids. Has no parameters, so that it can start the transaction. */
export function lockLicensesStatement(ids: readonly number[]): string {
  return `SELECT id FROM licenses WHERE id IN (${ids.join()}) ORDER BY id FOR NO KEY UPDATE`;
}

/** Locks the licenses with these keys in the order of their ids. Has no parameters, so that it can start the transaction. */
export function lockByKeys(keys: readonly string[]): string {
  const literals = [...new Set(keys)].map(textLiteral).join(', ');
  return `SELECT id FROM licenses WHERE key IN (${literals}) ORDER BY id FOR NO KEY UPDATE`;
}

/** Like `lockByKeys`, but without those that are locked by others. Returns the ids of the locked ones. */
export function lockFreeByKeys(keys: readonly string[]): string {
  return `${lockByKeys(keys)} SKIP LOCKED`;
}
