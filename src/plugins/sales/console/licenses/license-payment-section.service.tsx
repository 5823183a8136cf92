import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { currentCaller, isPermitted } from '../../../../core/identity';
import type { License } from '../../../../core/licenses';
import { LicensePayments } from '../../../../pages/kit/license-payments';
import { LicensePaymentsService } from '../../shops/license-payments.service';
import { PaymentSection } from './license-payments.view';

/** Payments that the page lists: the newest. */
const LISTED = 20;

@Injectable()
export class LicensePaymentSectionService extends LicensePayments {
  constructor(private readonly payments: LicensePaymentsService) {
    super();
  }

  async section(license: License): Promise<VNode | null> {
    const payments = isPermitted(currentCaller(), 'orders:read') ? await this.payments.ofLicense(license) : [];
    return payments.length === 0 ? null : (
      <PaymentSection payments={payments.slice(0, LISTED)} total={payments.length} />
    );
  }
}
