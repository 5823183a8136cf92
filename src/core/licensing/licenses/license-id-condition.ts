import type { ObjectLiteral } from 'typeorm';
import { idOrReferenceIn } from '../../catalog/products/names';
import { productScope } from '../../identity/permissions/caller';
import { idOfLicense, licenseNamed } from '../../licenses/licenses/typed-key';

/**
 * A license's uid, or its key or a former key, as issued or as people type it; its numeric id; its key alone; or
 * `idOrReference`: a key or, if no license has that key, a numeric id.
 */
export type LicenseId = string | number | { readonly key: string } | { readonly idOrReference: string };

/** For a query whose main alias is `license`. */
export function conditionOf(id: LicenseId): [condition: string, parameters: ObjectLiteral] {
  if (typeof id === 'object') {
    return 'key' in id
      ? ['license.key = :key', id]
      : [IS_NAMED, { ...idOrReferenceIn(id.idOrReference), within: productScope() ?? null }];
  }
  return typeof id === 'number' ? ['license.id = :id', { id }] : [HAS_ID, licenseNamed('id', id)];
}

const HAS_ID = `license.id = ${idOfLicense('id')}`;

// For a product-scoped caller, a license key of another product does not hide the license with that number.
const IS_NAMED = `license.id = COALESCE(
  (SELECT id FROM licenses WHERE key = :reference AND (CAST(:within AS bigint[]) IS NULL OR product_id = ANY (:within))),
  CAST(:number AS bigint)
)`;
