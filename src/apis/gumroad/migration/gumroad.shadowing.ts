import { Injectable } from '@nestjs/common';
import { Clock, MAX_INTEGER } from '../../../core/common';
import { NamedProductsService } from '../../../plugins/migration/shadowing/named-products.service';
import { textIn, valueIn } from '../../../plugins/migration/shadowing/sent-fields';
import {
  type AcceptedLicense,
  ShadowedApi,
  type ShadowedRequest,
} from '../../../plugins/migration/shadowing/shadowed-api';
import { acceptedCustomer, acceptedEnd, acceptedKey } from '../../../plugins/migration/shadowing/accepted-values';
import { METADATA_FIELD } from '../app/product-names';
import { UsesService } from '../app/uses.service';
import { GUMROAD } from '../gumroad.dialect';

const VERIFY = '/v2/licenses/verify';
/** Fields of the sale and of the shop, which an import does not contain. */
const OF_SALE = [
  ...['seller_id', 'price', 'gumroad_fee', 'currency', 'quantity', 'discover_fee_charged', 'can_contact', 'referrer'],
  ...['card', 'order_number', 'custom_fields', 'offer_code', 'ip_country', 'recurrence', 'purchaser_id', 'variants'],
];

/** In front of a server that passes license calls on to Gumroad, or of another one with its API. */
@Injectable()
export class GumroadShadowing extends ShadowedApi {
  readonly dialect = GUMROAD.name;
  override readonly ignoredFields = new RegExp(`^uses$|^purchase\\.(?:${OF_SALE.join('|')})$`);

  constructor(
    private readonly products: NamedProductsService,
    private readonly uses: UsesService,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Gumroad accepts a license whose sale was paid back or is disputed, and leaves the decision to the program. */
  override async acceptedLicense(
    answer: unknown,
    { path, fields }: ShadowedRequest,
    sent: string | undefined,
  ): Promise<AcceptedLicense | undefined> {
    const purchase = valueIn(answer, 'purchase');
    const key = acceptedKey(textIn(purchase, 'license_key') ?? sent);
    const expiresAt = this.endOf(purchase);
    const isAccepted = path === VERIFY && valueIn(answer, 'success') === true && isPaid(purchase);
    if (!isAccepted || key === undefined || expiresAt === undefined) {
      return undefined;
    }
    const customer = acceptedCustomer(valueIn(purchase, 'email'), textIn(purchase, 'full_name'));
    return { key, product: await this.productOf(fields, purchase), expiresAt, maxActivations: null, customer };
  }

  override async completeLicense(licenseId: number, answer: unknown): Promise<void> {
    const uses = valueIn(answer, 'uses');
    if (typeof uses === 'number' && Number.isInteger(uses) && uses > 0 && uses <= MAX_INTEGER) {
      await this.uses.set(licenseId, uses);
    }
  }

  /** The end of a subscription that was cancelled; null without one. Undefined if it has ended, or cannot be read. */
  private endOf(purchase: unknown): Date | null | undefined {
    const ends = ['subscription_ended_at', 'subscription_cancelled_at']
      .map((name) => valueIn(purchase, name))
      .filter((end) => end !== null && end !== undefined)
      .map((end) => acceptedEnd(end, 'UTC'));
    const hasEnded = ends.some((end) => !end || end <= this.clock.now());
    return hasEnded ? undefined : (ends[0] ?? null);
  }

  private async productOf(fields: ShadowedRequest['fields'], purchase: unknown): Promise<string | undefined> {
    const ids = [textIn(fields, 'product_id'), textIn(purchase, 'product_id')].filter((id) => id !== undefined);
    const permalinks = [
      ...['product_permalink', 'id', 'link_id'].map((name) => textIn(fields, name)),
      ...['permalink', 'short_product_id', 'product_permalink'].map((name) => textIn(purchase, name)),
    ].filter((permalink) => permalink !== undefined);
    return this.products.referenceOf(
      [...ids, ...permalinks],
      [
        ...ids.map((product_id) => ({ [METADATA_FIELD]: { product_id } })),
        ...permalinks.map((permalink) => ({ [METADATA_FIELD]: { permalink } })),
      ],
    );
  }
}

/** Fields that a sale cannot have are left out. */
function isPaid(purchase: unknown): boolean {
  const isFalse = (name: string) => !valueIn(purchase, name);
  const isDisputed = !isFalse('disputed') && valueIn(purchase, 'dispute_won') !== true;
  return (
    valueIn(purchase, 'refunded') === false &&
    isFalse('chargebacked') &&
    isFalse('subscription_failed_at') &&
    !isDisputed
  );
}
