import { Injectable } from '@nestjs/common';
import { isWebUrl } from '../../../core/common';
import type { LicenseOrder } from '../../../core/licenses';

/** Pages of the shop about an order. */
export interface BillingLinks {
  /** Where the customer changes the payment or ends the subscription. */
  readonly billing?: string;
  readonly receipt?: string;
}

/** Reads the shop's pages from the metadata of an order: `billing_url` and `receipt_url`. */
@Injectable()
export class BillingLinksService {
  of({ metadata }: Pick<LicenseOrder, 'metadata'>): BillingLinks {
    const { billing_url: billing, receipt_url: receipt } = metadata as Record<string, unknown>;
    return {
      ...(isLink(billing) && { billing }),
      ...(isLink(receipt) && { receipt }),
    };
  }
}

function isLink(url: unknown): url is string {
  return typeof url === 'string' && isWebUrl(url);
}
