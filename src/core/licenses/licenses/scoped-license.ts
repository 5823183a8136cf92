import type { EntityManager } from 'typeorm';
import { problem } from '../../common/errors/domain-error';
import { scoped } from '../../identity/permissions/caller';
import { prepared } from '../../platform/database/prepared-statement';
import { License } from './license.entity';
import { idOfLicense, licenseNamed } from './typed-key';

/**
 * A license, if the caller may see it.
 * @param name uid, number or key
 * @param relations whether it is read with its policy
 */
export async function scopedLicense(
  manager: EntityManager,
  name: string,
  { policy = false }: { readonly policy?: boolean } = {},
): Promise<License> {
  const query = manager
    .createQueryBuilder(License, 'license')
    .where(`license.id = ${idOfLicense('license')}`, licenseNamed('license', name));
  if (policy) {
    query.innerJoinAndSelect('license.policy', 'policy');
  }
  const found = await prepared(scoped(query, 'license.productId'), 'find_scoped_license').getOne();
  if (!found) {
    throw problem('LICENSE_NOT_FOUND');
  }
  return found;
}
