import { Injectable } from '@nestjs/common';
import { type EntitlementValue, PoliciesService, type Policy, Product } from '../../../core/catalog';
import { Clock, problem, referenced } from '../../../core/common';
import { scoped } from '../../../core/identity';
import { IssueLicensesService, type License, type NewLicense } from '../../../core/licenses';
import { LicenseProductsService } from '../../../core/licenses/internal';
import { UnitOfWork } from '../../../core/platform';
import type { Continues } from './continuation';
import { ContinuationPlansService, type NewContinuation } from './continuation-plans.service';
import { ContinuationsService } from './continuations.service';
import { OrderLicense } from './order-license.entity';
import { grantsOf } from './order-line-grants';
import { OrderLine } from './order-line.entity';
import { MAX_LICENSES, type Order } from './order.entity';

/** The plan that a line sells: a product, a policy, or a policy of a product. A policy alone must be the own policy of a product. */
export interface SoldPlan {
  /** Uid or reference of the product. */
  readonly product?: string;
  /** Uid of the policy; by default the product's own. */
  readonly policy?: string;
}

export interface NewLine extends SoldPlan {
  /** Number of licenses, 1 by default. */
  readonly quantity?: number;
  /** Seats of each license; by default those of the policy. */
  readonly seats?: number | null;
  /** Price of the whole line, in the smallest unit of the currency. */
  readonly price?: number | null;
  readonly currency?: string | null;
  readonly externalId?: string | null;
  /** Entitlements besides those of the policy, by code. */
  readonly entitlements?: Readonly<Record<string, EntitlementValue>>;
  /** Values that the shop sends for a line with one license. */
  readonly license?: SoldLicense;
  /** Continues a license, instead of giving one. */
  readonly continues?: NewContinuation;
  /** The shop's time of a payment that continues a license; now by default. */
  readonly paidAt?: Date;
}

export type SoldLicense = Pick<NewLicense, 'key' | 'typeLabel' | 'supportUntil' | 'isEnvato' | 'metadata'>;

export interface Plan {
  readonly product: Product;
  readonly policy: Policy;
  /** The license that the line continues, instead of giving one. */
  readonly license?: License;
  readonly continues?: Continues;
}

/** Finds out what lines sell, and issues their licenses. */
@Injectable()
export class OrderLinesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: LicenseProductsService,
    private readonly policies: PoliciesService,
    private readonly issuing: IssueLicensesService,
    private readonly continuing: ContinuationPlansService,
    private readonly continuations: ContinuationsService,
    private readonly clock: Clock,
  ) {}

  /** @param field of the line, for errors */
  async planOf({ product, policy, continues }: NewLine, field: string): Promise<Plan> {
    if (continues) {
      return this.continuing.planOf(continues, field);
    }
    const named = policy === undefined ? undefined : await referenced(`${field}policy`, this.policies.get(policy));
    if (product === undefined) {
      return named ? this.ownerOf(named, field) : this.refuse(field);
    }
    const [found] = await this.products.named([product], `${field}product`);
    const sold = named ?? found.policy;
    return sold ? { product: found, policy: sold } : this.refuse(field);
  }

  /** Adds lines to an order, with their licenses. */
  async add(order: Order, sold: readonly { readonly line: NewLine; readonly plan: Plan }[]): Promise<OrderLine[]> {
    const { manager } = this.work;
    const rows = sold.map(({ line, plan: { product, policy, license, continues = null } }) => {
      const { quantity = 1, seats = null, price = null, externalId = null } = line;
      const { entitlements = line.continues?.entitlements ?? {} } = line;
      const plan = { product, productId: product.id, policy, policyId: policy.id };
      const fresh = { refundedAt: null, removedAt: null, periodEnd: null, holds: {} };
      const paidAt = continues && (line.paidAt ?? this.clock.now());
      const continued = { license, licenseId: license?.id ?? null, continues, paidAt };
      const columns = { quantity, seats, price, externalId, entitlements, ...fresh };
      return manager.create(OrderLine, { orderId: order.id, ...plan, ...continued, ...columns });
    });
    const continued = rows.flatMap(({ licenseId }) => licenseId ?? []);
    await this.continuations.begin(continued);
    await this.continuations.follow(continued, () => manager.insert(OrderLine, rows));
    for (const [index, row] of rows.entries()) {
      if (row.continues === null) {
        await this.issue(order, row, row.quantity, sold[index]?.line.license);
      }
    }
    return rows;
  }

  /** Issues licenses of a line, of which `line.product` and `line.policy` are loaded. */
  async issue(order: Order, line: OrderLine, count: number, license: SoldLicense = {}): Promise<License[]> {
    const { product, policy, seats, entitlements } = line;
    if (!product || !policy) {
      throw problem('ORDER_LINE_PRODUCT_MISSING');
    }
    const issued = await this.issuing.issueBatch(count, {
      ...license,
      product: product.reference,
      policy: policy.uid,
      orderId: order.uid,
      ...(order.customer && { customer: order.customer.uid }),
      ...(seats !== null && { maxActivations: seats }),
      ...(order.periodEnd && { term: { until: order.periodEnd } }),
      ...(Object.keys(entitlements).length > 0 && { grants: { entitlements: grantsOf(entitlements) } }),
    });
    const given = issued.map(({ id }) => ({ licenseId: id, lineId: line.id }));
    await this.work.manager.insert(OrderLicense, given);
    return issued;
  }

  /** The product whose own policy it is. */
  private async ownerOf(policy: Policy, field: string): Promise<Plan> {
    const products = scoped(this.work.manager.createQueryBuilder(Product, 'product'), 'product.id');
    const product = await products.andWhere('product.policyId = :policyId', { policyId: policy.id }).getOne();
    return product ? { product, policy } : this.refuse(field);
  }

  private refuse(field: string): never {
    throw problem('ORDER_LINE_PRODUCT_MISSING', { field: `${field}product` });
  }
}

/** The currency of all lines; null if none has a price. */
export function currencyOf(lines: readonly NewLine[]): string | null {
  const unpriced = lines.findIndex(({ price, currency }) => typeof price === 'number' && !currency);
  if (unpriced >= 0) {
    throw problem('ORDER_CURRENCY_MISSING', { field: `lines.${unpriced}.currency` });
  }
  const currencies = lines.map(({ currency }) => currency ?? null);
  const first = currencies.find((currency) => currency !== null) ?? null;
  const other = currencies.findIndex((currency) => currency !== null && currency !== first);
  if (other >= 0) {
    throw problem('ORDER_CURRENCIES_DIFFER', { field: `lines.${other}.currency` });
  }
  return first;
}

/** @param quantities of all lines that give licenses */
export function refuseTooManyLicenses(quantities: readonly number[], field: string): void {
  if (quantities.reduce((sum, quantity) => sum + quantity, 0) > MAX_LICENSES) {
    throw problem('ORDER_LICENSES_TOO_MANY', { field });
  }
}
