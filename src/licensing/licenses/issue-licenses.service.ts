import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Calendar, dateAfter } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { Conflict } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { generateKey, parseKeyFormat } from '../../catalog/policies/key-format';
import type { Policy } from '../../catalog/policies/policy.entity';
import { PoliciesService } from '../../catalog/policies/policies.service';
import type { Product } from '../../catalog/products/product.entity';
import { ProductsService } from '../../catalog/products/products.service';
import { LicenseColumnsService, type LicenseAttributes } from './license-columns.service';
import { eventPayload } from './event-payload';
import { License } from './license.entity';
import { KEY_TAKEN, productNamed, referencesKept } from './license.errors';
import type { LicenseUsage } from './licenses.service';

const DAY = 86_400_000;
const TRIES = 5;

export const UNUSED: LicenseUsage = { seats: 0, uses: 0 };

/** What a license is before anybody says more of it. */
const NEW = {
  firstActivatedAt: null,
  disabledAt: null,
  blockedAt: null,
  revokedAt: null,
  metadata: {},
  customer: null,
} as const;

/** What is left out comes from the policy; null means unlimited. */
export interface NewLicense extends LicenseAttributes {
  /** Reference of the product. */
  product: string;
  /** Uid of the policy; left out: the product's own. */
  policy?: string;
  /** A key that the vendor chose; left out: one in the policy's format. */
  key?: string;
  /** A term that begins at once ends with the last second of its last day, wherever in the day it began. */
  wholeDays?: boolean;
}

/** Makes licenses: alone or many alike at once, with keys that nobody has and nobody guesses. */
@Injectable()
export class IssueLicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly columns: LicenseColumnsService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async issue(input: NewLicense): Promise<License> {
    const [license] = await this.issueBatch(1, input);
    if (!license) {
      throw new Error('A license was issued but is not there');
    }
    return license;
  }

  /** All or none, in a fixed number of statements however many. */
  issueBatch(count: number, input: NewLicense, batch: string | null = null): Promise<License[]> {
    return this.work.run(async (manager) => {
      const product = await productNamed(this.products.getByReference(input.product));
      const policy = input.policy === undefined ? policyOf(product) : await this.policies.get(input.policy);
      const template = { ...(await this.template(input, product, policy)), batch };
      const issued =
        input.key === undefined
          ? await this.insertWithFreshKeys(manager, count, template, policy)
          : await this.insertWithKey(manager, input.key, template);
      await this.work.record(
        issued.map((license) =>
          this.work.changeRecord('license.issued', license, null, this.work.snapshot(license), eventPayload(license)),
        ),
      );
      return issued;
    });
  }

  private async template(input: NewLicense, product: Product, policy: Policy): Promise<Partial<License>> {
    const { product: _product, policy: _policy, key: _key, wholeDays, ...traits } = input;
    const now = this.clock.now();
    const days = traits.durationDays ?? policy.durationDays;
    const expiresAt = days === null || !startsAtIssue(policy) ? null : this.endOfTerm(now, days, wholeDays ?? false);
    const fresh = { ...NEW, ...copiedFrom(policy), expiresAt };
    const { customer, ...columns } = { ...fresh, ...(await this.columns.of(traits, fresh, now)) };
    return {
      ...columns,
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
      throw Conflict.taken('key', KEY_TAKEN);
    }
    return inserted;
  }

  /** Keys that clash with existing ones are drawn again. */
  private async insertWithFreshKeys(
    manager: EntityManager,
    count: number,
    template: Partial<License>,
    { keyFormat }: Policy,
  ): Promise<License[]> {
    const format = parseKeyFormat(keyFormat);
    const issued: License[] = [];
    for (let tries = 0; issued.length < count && tries < TRIES; tries++) {
      const keys = new Set(
        Array.from({ length: count - issued.length }, () => generateKey(format, this.randomness, this.clock.now())),
      );
      issued.push(...(await this.insert(manager, [...keys], template)));
    }
    if (issued.length < count) {
      throw new Conflict('The key format of this policy has no keys left');
    }
    return issued;
  }

  /** Leaves out the keys that exist. */
  private async insert(manager: EntityManager, keys: string[], template: Partial<License>): Promise<License[]> {
    const rows = keys.map((key) => manager.create(License, { ...template, key }));
    const insertion = manager.createQueryBuilder().insert().into(License).values(rows).orIgnore();
    const inserted = await referencesKept(insertion.returning('id').updateEntity(false).execute());
    const ids = (inserted.raw as { id: number }[]).map(({ id }) => id);
    return manager.find(License, {
      where: { id: In(ids) },
      relations: { product: true, policy: true, customer: true },
      order: { id: 'ASC' },
    });
  }
}

type LicensedByPolicy = Pick<
  License,
  'maxActivations' | 'maxUsers' | 'maxSessions' | 'usesLimit' | 'durationDays' | 'features' | 'expiryBasis'
>;

/** What a license keeps from its policy as it was when the license was issued. */
function copiedFrom(policy: Policy): LicensedByPolicy {
  const { maxActivations, maxUsers, maxSessions, usesLimit, durationDays, features, expiryBasis } = policy;
  return { maxActivations, maxUsers, maxSessions, usesLimit, durationDays, features, expiryBasis };
}

/** Then its end is known, unless it begins with the first activation. */
function startsAtIssue({ expiryBasis }: Policy): boolean {
  return expiryBasis !== 'first_activation';
}

function policyOf({ policy }: Product): Policy {
  if (!policy) {
    throw new Error('The policy of this product was not loaded');
  }
  return policy;
}
