import { type EntityManager, MoreThan } from 'typeorm';
import type { License } from '../../licenses/licenses/license.entity';
import { RetiredKey } from '../../licenses/licenses/retired-key.entity';
import { isOfForm, typedForms } from '../../licenses/licenses/typed-key';

/** Keys are rotated rarely. */
const MAX_RETIRED = 100;

/**
 * The keys by which programs may know the license, the current one first, also in the ways in which most people type them.
 * @param usableAt leaves out retired keys that are no longer valid then
 */
export async function knownKeys(manager: EntityManager, { id, key }: License, usableAt?: Date): Promise<string[]> {
  const retired = await manager.find(RetiredKey, {
    where: { licenseId: id, ...(usableAt && { validUntil: MoreThan(usableAt) }) },
    order: { id: 'DESC' },
    take: MAX_RETIRED,
  });
  return [key, ...retired.map((former) => former.key)].flatMap(usualSpellings);
}

/** A code names the key by a hash, from which its normal form cannot be computed. */
function usualSpellings(key: string): string[] {
  const bare = key.replaceAll('-', '');
  return isOfForm(key, typedForms(bare)) ? [key, bare, key.toLowerCase(), bare.toLowerCase()] : [key];
}
