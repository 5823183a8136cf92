import type { EntityManager } from 'typeorm';
import { nestedAdvisoryLock } from '../../platform/database/advisory-lock';

/** Name of the lock that an import of customers holds. Creating a customer shares it, so that both see each other's addresses. */
export const IMPORT_LOCK = 'import customers';

/** Serializes concurrent creation of the same customer, and waits for imports. */
export async function lockIdentity(manager: EntityManager, name: string): Promise<void> {
  await nestedAdvisoryLock(manager, IMPORT_LOCK, `customer ${name}`);
}
