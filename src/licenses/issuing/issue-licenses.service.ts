import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar, dateAfter, DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { problem, referenced } from '../../common/errors/domain-error';
import { entityOfRow } from '../../platform/database/entity-of-row';
import { refuseTakenKey } from '../licenses/archived-keys';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { GrantChange } from '../../catalog/grants/grants';
import { GroupLimitsService } from '../groups/group-limits.service';
import { GrantsService } from '../grants/grants.service';
import { ResolveLicensesService } from '../grants/resolve-licenses.service';
import type { Policy } from '../../catalog/policies/policy.entity';
import { PoliciesService } from '../../catalog/policies/policies.service';
import type { Product } from '../../catalog/products/product.entity';
import { LicenseColumnsService, type LicenseAttributes } from './license-columns.service';
import { eventPayload } from '../licenses/event-payload';
import { keySpaceExhausted, LicenseKeysService, MAX_ATTEMPTS } from '../licenses/license-keys.service';
import { License } from '../licenses/license.entity';
import { startsWithUse } from '../licenses/license-term';
import { LicenseProductsService, productColumns, startWith } from '../licenses/license-products.service';
import { referencesKept } from '../licenses/license.errors';

/** Initial column values of a new license. */
const NEW = {
  firstActivatedAt: null,
  disabledAt: null,
  blockedAt: null,
  revokedAt: null,
  metadata: {},
  customer: null,
} as const;

/** Omitted attributes come from the policy; null means unlimited. */
export interface NewLicense extends LicenseAttributes {
  /** Reference of the product. */
  product: string;
  /** References of all products of a bundle, of which `product` is the first. */
  products?: readonly string[];
  /** Uid of the policy; defaults to the product's own. */
  policy?: string;
  /** A custom key; by default, one is generated in the policy's format. */
  key?: string;
  /** A term that starts at issue ends with the last second of its last day. */
  wholeDays?: boolean;
  /** Grants of its own, beside the policy's. */
  grants?: GrantChange;
}

/** Issues licenses, one or a batch, with unique keys. */
@Injectable()
export class IssueLicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: LicenseProductsService,
    private readonly policies: PoliciesService,
    private readonly keys: LicenseKeysService,
    private readonly columns: LicenseColumnsService,
    private readonly groups: GroupLimitsService,
    private readonly grants: GrantsService,
    private readonly resolution: ResolveLicensesService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  async issue(input: NewLicense): Promise<License> {
    const [license] = await this.issueBatch(1, input);
    if (!license) {
      throw new Error('The issued license was not returned');
    }
    return license;
  }

  /** Atomic; the number of statements does not depend on `count`. */
  issueBatch(count: number, input: NewLicense, batch: string | null = null): Promise<License[]> {
    return this.work.run(async (manager) => {
      const named = startWith(input.product, input.products);
      const products = await this.products.named(named, input.products && 'products');
      const [product] = products;
      const productIds = products.map(({ id }) => id);
      const policy =
        input.policy === undefined ? policyOf(product) : await referenced('policy', this.policies.get(input.policy));
      const template = { ...(await this.template(input, product, policy)), ...productColumns(productIds), batch };
      if (template.groupId) {
        await this.groups.refuseTooManyLicenses(template.groupId, count);
      }
      const issued =
        input.key === undefined
          ? await this.insertWithFreshKeys(manager, count, template, { product, policy })
          : await this.insertWithKey(manager, input.key, template);
      issued.forEach((license) => Object.assign(license, { product, products, policy, customer: template.customer }));
      const ids = issued.map(({ id }) => id);
      await this.products.add(issued);
      const grants = input.grants ?? {};
      await this.grants.addToLicenses(ids, productIds, grants);
      await this.resolution.resolve(issued);
      await this.work.record(
        issued.map((license) => {
          const after = { ...this.work.snapshot(license), ...grants };
          return this.work.changeRecord('license.issued', license, null, after, eventPayload(license));
        }),
      );
      return issued;
    });
  }

  /** A key in the format of the product's policy that no license has. It is not reserved. */
  async generateKey(product: string): Promise<string> {
    const [named] = await this.products.named([product]);
    return this.keys.generateFree({ product: named, policy: policyOf(named), expiresAt: null });
  }

  /** The columns of a new license, apart from its key. */
  async template(input: NewLicense, product: Product, policy: Policy): Promise<Partial<License>> {
    const {
      product: _one,
      products: _all,
      policy: _policy,
      key: _key,
      grants: _grants,
      wholeDays,
      ...attributes
    } = input;
    const now = this.clock.now();
    const days = attributes.durationDays ?? policy.durationDays;
    const expiresAt =
      days === null || startsWithUse(policy.expiryBasis) ? null : this.endOfTerm(now, days, wholeDays ?? false);
    const fresh = { ...NEW, ...copiedFrom(policy), expiresAt };
    const { customer, ...columns } = { ...fresh, ...(await this.columns.of(attributes, fresh, now)) };
    return {
      groupId: customer?.groupId ?? null,
      ...columns,
      customer,
      customerId: customer?.id ?? null,
      productId: product.id,
      policyId: policy.id,
      createdAt: now,
      updatedAt: now,
    };
  }

  private endOfTerm(now: Date, days: number, wholeDays: boolean): Date {
    return wholeDays
      ? this.calendar.endOf(dateAfter(this.calendar.dateOf(now), days))
      : new Date(now.getTime() + days * DAY);
  }

  private async insertWithKey(manager: EntityManager, key: string, template: Partial<License>): Promise<License[]> {
    const inserted = await this.insert(manager, [key], template);
    if (inserted.length === 0) {
      throw problem('LICENSE_KEY_TAKEN', { field: 'key' });
    }
    return inserted;
  }

  /** Keys that collide with existing ones are regenerated. */
  private async insertWithFreshKeys(
    manager: EntityManager,
    count: number,
    template: Partial<License>,
    owner: { product: Product; policy: Policy },
  ): Promise<License[]> {
    const generate = await this.keys.generatorFor({ ...owner, expiresAt: template.expiresAt ?? null });
    const issued: License[] = [];
    for (let attempt = 0; issued.length < count && attempt < MAX_ATTEMPTS; attempt++) {
      const keys = new Set(Array.from({ length: count - issued.length }, generate));
      issued.push(...(await this.insert(manager, [...keys], template)));
    }
    if (issued.length < count) {
      throw keySpaceExhausted();
    }
    return issued;
  }

  /** Skips keys that already exist. */
  private async insert(
    manager: EntityManager,
    keys: string[],
    { customer: _customer, ...template }: Partial<License>,
  ): Promise<License[]> {
    const rows = keys.map((key) => manager.create(License, { ...template, key }));
    const insertion = manager.createQueryBuilder().insert().into(License).values(rows).orIgnore();
    const inserting = referencesKept(insertion.returning('*').updateEntity(false).execute());
    // A key that no license has may be reserved.
    const inserted = await refuseTakenKey(inserting, 'key');
    return (inserted.raw as Record<string, unknown>[])
      .map((row) => entityOfRow(manager.dataSource, License, row))
      .sort((one, other) => one.id - other.id);
  }
}

type LicensedByPolicy = Pick<
  License,
  'maxActivations' | 'maxUsers' | 'maxSessions' | 'usesLimit' | 'durationDays' | 'features' | 'expiryBasis'
>;

/** Copied at issue: later changes of the policy do not affect them. */
export function copiedFrom(policy: Policy): LicensedByPolicy {
  const { maxActivations, maxUsers, maxSessions, usesLimit, durationDays, features, expiryBasis } = policy;
  return { maxActivations, maxUsers, maxSessions, usesLimit, durationDays, features, expiryBasis };
}

function policyOf({ policy }: Product): Policy {
  if (!policy) {
    throw new Error('The policy of this product was not loaded');
  }
  return policy;
}
