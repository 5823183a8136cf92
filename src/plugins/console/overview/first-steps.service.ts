import { Injectable } from '@nestjs/common';
import { type Product, ProductsService } from '../../../core/catalog';
import { LicensesService, type VerificationRecord, VerificationRecordsService } from '../../../core/licensing';
import type { License } from '../../../core/licenses';

/** First steps in a new installation. */
export interface FirstSteps {
  /** That of the newest license or, if there is none, the newest that somebody created. */
  readonly product: Product | null;
  /** The newest one. */
  readonly license: License | null;
  /** The newest answer to a program. */
  readonly verdict: VerificationRecord | null;
  /** No program has asked yet, and there is one license at most. */
  readonly isNew: boolean;
}

/** Reads how far a new installation is. */
@Injectable()
export class FirstStepsService {
  constructor(
    private readonly products: ProductsService,
    private readonly licenses: LicensesService,
    private readonly records: VerificationRecordsService,
  ) {}

  async read(): Promise<FirstSteps> {
    const verdict = await this.records.newest();
    const { rows } = await this.licenses.list({ limit: 2 });
    const license = rows[0]?.license ?? null;
    return {
      product: license?.product ?? (await this.products.newestCreated()),
      license,
      verdict,
      isNew: verdict === null && rows.length < 2,
    };
  }
}
