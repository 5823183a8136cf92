import { Injectable } from '@nestjs/common';
import { fieldProblem } from '../../common/errors/domain-error';
import { InvalidRequest } from '../../common/http/request-validation.pipe';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Refuses to require entitlements that are not declared. */
@Injectable()
export class DeclaredEntitlementsService {
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
}

const LOCK_DECLARED = 'SELECT code FROM entitlements WHERE product_id = $1 AND code = ANY ($2) ORDER BY id FOR SHARE';
