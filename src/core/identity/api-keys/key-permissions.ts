import { problem } from '../../common/errors/domain-error';
import { permissionsAvailableTo } from '../permissions/granted-permissions';
import type { NewApiKey } from './api-keys.service';

/** A key has no permissions beyond those that it can have: others would be accepted without effect. */
export function refuseForeignPermissions({ kind, permissions, product, products }: NewApiKey): void {
  const isForProducts = product !== undefined || products !== undefined;
  const available = permissionsAvailableTo(kind, isForProducts);
  const foreign = permissions?.filter((permission) => !available.includes(permission)) ?? [];
  if (foreign.length > 0) {
    const names = { field: 'permissions', foreign: foreign.join(', '), available: available.join(', ') };
    const forAll = permissionsAvailableTo(kind, false);
    throw isForProducts && foreign.every((permission) => forAll.includes(permission))
      ? problem('API_KEY_OF_PRODUCTS_PERMISSIONS_FOREIGN', names)
      : problem('API_KEY_PERMISSIONS_FOREIGN', { ...names, kind });
  }
}
