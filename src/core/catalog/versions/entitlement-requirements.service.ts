import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EntitlementRequirements } from '../definitions/entitlement-requirements';

/** Finds and renames the entitlements that versions and their files require. */
@Injectable()
export class EntitlementRequirementsService extends EntitlementRequirements {
  constructor(private readonly work: UnitOfWork) {
    super();
  }

  override async include(productId: number, code: string): Promise<boolean> {
    const [{ isRequired }] = await this.work.manager.query<[{ isRequired: boolean }]>(IS_REQUIRED, [productId, code]);
    return isRequired;
  }

  override async followRename(productId: number, code: string, newCode: string): Promise<void> {
    await this.work.manager.query(RENAME_OF_VERSIONS, [productId, code, newCode]);
    await this.work.manager.query(RENAME_OF_FILES, [productId, code, newCode]);
  }
}

const OF_PRODUCT = 'version_id IN (SELECT id FROM product_versions WHERE product_id = $1)';

const IS_REQUIRED = `
  SELECT EXISTS (SELECT FROM product_versions WHERE product_id = $1 AND $2 = ANY (required_entitlements))
    OR EXISTS (SELECT FROM version_artifacts WHERE ${OF_PRODUCT} AND $2 = ANY (required_entitlements)) AS "isRequired"`;

const renameIn = (table: string, ofProduct: string): string => `
  UPDATE ${table} SET required_entitlements = array_replace(required_entitlements, $2, $3)
  WHERE ${ofProduct} AND $2 = ANY (required_entitlements)`;

const RENAME_OF_VERSIONS = renameIn('product_versions', 'product_id = $1');
const RENAME_OF_FILES = renameIn('version_artifacts', OF_PRODUCT);
