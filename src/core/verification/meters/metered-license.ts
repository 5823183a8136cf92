import type { EntityManager } from 'typeorm';
import { problem } from '../../common/errors/domain-error';
import { scoped } from '../../identity/permissions/caller';
import { License } from '../../licenses/licenses/license.entity';
import { idOfLicense, licenseNamed } from '../../licenses/licenses/typed-key';

/**
 * The license whose meters a caller asks about, if the caller may see it.
 * @param name uid, number or key
 */
export async function meteredLicense(manager: EntityManager, name: string): Promise<License> {
  const query = manager
    .createQueryBuilder(License, 'license')
    .where(`license.id = ${idOfLicense('license')}`, licenseNamed('license', name));
  const found = await scoped(query, 'license.productId').getOne();
  if (!found) {
    throw problem('LICENSE_NOT_FOUND');
  }
  return found;
}
