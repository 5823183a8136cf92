import { Injectable } from '@nestjs/common';
import { fieldProblem } from '../../common/errors/domain-error';
import { InvalidRequest } from '../../common/http/request-validation.pipe';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Keeps the entitlements that versions and their files require declared. */
@Injectable()
export class RequiredEntitlementsService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Refuses codes that the product does not declare. The others are neither renamed nor deleted until the end of the caller's
   * transaction.
   */
  async check(productId: number, codes: readonly string[] = []): Promise<void> {
    if (codes.length === 0) {
      return;
    }
    const rows = await this.work.manager.query<{ code: string }[]>(LOCK_DECLARED, [productId, codes]);
    const declared = new Set(rows.map(({ code }) => code));
    const field = 'required_entitlements';
    const problems = codes
      .filter((code) => !declared.has(code))
      .map((code) => fieldProblem('GRANT_UNDECLARED', { field, code }));
    if (problems.length > 0) {
      throw new InvalidRequest(problems, 'unprocessable');
    }
  }

  /** Whether a version of the product or a file of one requires the entitlement. */
  async include(productId: number, code: string): Promise<boolean> {
    const [{ isRequired }] = await this.work.manager.query<[{ isRequired: boolean }]>(IS_REQUIRED, [productId, code]);
    return isRequired;
  }

  async followRename(productId: number, code: string, newCode: string): Promise<void> {
    await this.work.manager.query(RENAME_OF_VERSIONS, [productId, code, newCode]);
    await this.work.manager.query(RENAME_OF_FILES, [productId, code, newCode]);
  }
}

const LOCK_DECLARED = 'SELECT code FROM entitlements WHERE product_id = $1 AND code = ANY ($2) ORDER BY id FOR SHARE';

const OF_PRODUCT = 'version_id IN (SELECT id FROM product_versions WHERE product_id = $1)';

const IS_REQUIRED = `
  SELECT EXISTS (SELECT FROM product_versions WHERE product_id = $1 AND $2 = ANY (required_entitlements))
    OR EXISTS (SELECT FROM version_artifacts WHERE ${OF_PRODUCT} AND $2 = ANY (required_entitlements)) AS "isRequired"`;

const renameIn = (table: string, ofProduct: string): string => `
  UPDATE ${table} SET required_entitlements = array_replace(required_entitlements, $2, $3)
  WHERE ${ofProduct} AND $2 = ANY (required_entitlements)`;

const RENAME_OF_VERSIONS = renameIn('product_versions', 'product_id = $1');
const RENAME_OF_FILES = renameIn('version_artifacts', OF_PRODUCT);
