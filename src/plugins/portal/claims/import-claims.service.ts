import { Injectable } from '@nestjs/common';
import { Clock, foldedAddress, isProblem, PluginServices } from '../../../core/common';
import { type Customer, FindOrCreateCustomersService } from '../../../core/customers';
import { type License, LicenseSales } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import { MAIL_CONTENT } from '../../../core/mail';
import { SettingValuesService, UnitOfWork } from '../../../core/platform';
import { PortalClaim } from './portal-claim.entity';
import { PortalClaimsService } from './portal-claims.service';
import { isClaimable, isPurchaseNumber } from './purchase-numbers';

/** A license and the customer who shall have it. */
export interface ImportedClaim {
  /** Key or uid. */
  readonly licenseKey: string;
  readonly email: string;
  /** Number of the purchase, which must be that of the license. */
  readonly purchase?: string | undefined;
}

export const CLAIM_IMPORT_RESULTS = ['moved', 'owned', 'license_unknown', 'purchase_wrong', 'license_stopped'] as const;
export type ClaimImportResult = (typeof CLAIM_IMPORT_RESULTS)[number];
export type ClaimRefusal = Exclude<ClaimImportResult, 'moved' | 'owned'>;

export interface ClaimImportOutcome {
  readonly result: ClaimImportResult;
  /** Uid of the claim, if the license moved. */
  readonly claim: string | null;
}

/** Moves licenses to customers whom the vendor names, as approved claims do. */
@Injectable()
export class ImportClaimsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: SettingValuesService,
    private readonly licenses: LicensesService,
    private readonly customers: FindOrCreateCustomersService,
    private readonly plugins: PluginServices,
    private readonly claims: PortalClaimsService,
  ) {}

  /**
   * Each in a transaction of its own, so that a row that cannot be applied does not hold up the others; joins the transaction
   * of its caller.
   * @param importId by which the import is undone
   */
  async import(rows: readonly ImportedClaim[], importId: string | null = null): Promise<ClaimImportOutcome[]> {
    const outcomes: ClaimImportOutcome[] = [];
    for (const row of rows) {
      const found = await this.find(row);
      outcomes.push(
        typeof found === 'string' ? { result: found, claim: null } : await this.assign(found, row, importId),
      );
    }
    return outcomes;
  }

  /** The license of a row, or why it cannot move. */
  async find(row: ImportedClaim): Promise<License | ClaimRefusal> {
    try {
      const { license } = await this.licenses.get(row.licenseKey);
      return (await this.refusalOf(license, row)) ?? license;
    } catch (error) {
      if (isProblem(error, 'LICENSE_NOT_FOUND')) {
        return 'license_unknown';
      }
      throw error;
    }
  }

  private async refusalOf(license: License, { purchase }: ImportedClaim): Promise<ClaimRefusal | null> {
    const order = (await this.plugins.find(LicenseSales)?.ordersOf([license]))?.get(license.orderId ?? '');
    if (purchase !== undefined && !isPurchaseNumber(purchase, license, order)) {
      return 'purchase_wrong';
    }
    return isClaimable(license) ? null : 'license_stopped';
  }

  /** The customer is locked before the license, as everywhere. */
  private assign({ uid }: License, row: ImportedClaim, importId: string | null): Promise<ClaimImportOutcome> {
    return this.work.run(async () => {
      const customer = await this.customers.findOrCreateByEmail(row.email);
      return this.licenses.runLocked(uid, async ({ license }) => {
        if (license.customerId === customer.id) {
          return { result: 'owned', claim: null };
        }
        if (!isClaimable(license)) {
          return { result: 'license_stopped', claim: null };
        }
        const claim = await this.claimOf(license, customer, row, importId);
        await this.claims.move(claim, license);
        await this.claims.refuseOthers(license);
        return { result: 'moved', claim: claim.uid };
      });
    });
  }

  /** The customer may have claimed it: that claim is approved. */
  private async claimOf(
    license: License,
    customer: Customer,
    { email, purchase }: ImportedClaim,
    importId: string | null,
  ): Promise<PortalClaim> {
    const { manager } = this.work;
    const key = { licenseId: license.id, email: foldedAddress(email), state: 'pending' } as const;
    const waiting = await manager.findOneBy(PortalClaim, { ...key, customerId: customer.id });
    const claim = waiting ?? {
      ...key,
      customerId: customer.id,
      previousCustomerId: license.customerId,
      proof: purchase === undefined ? 'vendor' : 'order',
      language: this.settings.get(MAIL_CONTENT.language),
      createdAt: this.clock.now(),
      decidedAt: null,
    };
    return Object.assign(await manager.save(manager.create(PortalClaim, { ...claim, importId })), {
      customer,
      license,
    });
  }
}
