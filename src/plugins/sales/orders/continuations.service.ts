import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Duration, endOfTerm } from '../../../core/catalog';
import { UnitOfWork } from '../../../core/platform';
import { Calendar } from '../../../core/common';
import { GrantsService, isTermPending, type License } from '../../../core/licenses';
import {
  ChangeLicenseService,
  ChangePolicyService,
  ExtendLicenseService,
  type LicenseChange,
  LicensesService,
} from '../../../core/licensing';
import { continuedTerms, type Limits, type Payment, type Terms } from './continuation';
import { limitsOf } from './continuation-plans.service';
import { PlannedUpgradesService } from './planned-upgrades.service';
import { ContinuedLicense } from './continued-license.entity';
import { OrderLine } from './order-line.entity';
import { grantsOf } from './order-line-grants';
import { TopUpsService } from './top-ups.service';

/**
 * Lets licenses follow the payments that continue them. The terms before and after a change are worked out from all payments of
 * the license, and the license gets the difference: what people changed in between stays, and the order of payments, refunds and
 * disputes makes no difference.
 */
@Injectable()
export class ContinuationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reading: LicensesService,
    private readonly licenses: ChangeLicenseService,
    private readonly policies: ChangePolicyService,
    private readonly extension: ExtendLicenseService,
    private readonly grants: GrantsService,
    private readonly planned: PlannedUpgradesService,
    private readonly topUps: TopUpsService,
    private readonly calendar: Calendar,
  ) {}

  /** Runs a change of lines, after which their licenses have what is paid for. The caller has locked the licenses. */
  async follow<T>(ids: readonly number[], change: () => Promise<T>): Promise<T> {
    if (await this.planned.areMade(ids)) {
      await this.followTerms(ids, () => this.planned.settle(ids));
    }
    return this.followTerms(ids, async () => {
      const result = await change();
      const lines = await this.linesOf(ids);
      await this.planned.schedule(lines, isActive);
      await this.topUps.follow(lines, isActive);
      return result;
    });
  }

  private async followTerms<T>(ids: readonly number[], change: () => Promise<T>): Promise<T> {
    const before = await this.termsOf(ids);
    const result = await change();
    const after = await this.termsOf(ids);
    for (const [id, terms] of after) {
      const former = before.get(id);
      if (former) {
        await this.apply(id, former, terms);
      }
    }
    return result;
  }

  /** Locks licenses, and keeps the terms that they have before the first payment that continues them. */
  async begin(ids: readonly number[]): Promise<void> {
    const { manager } = this.work;
    if (ids.length > 0) {
      await manager.query('SELECT id FROM licenses WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
    }
    for (const licenseId of new Set(ids)) {
      const base = await this.currentTermsOf(licenseId);
      await manager
        .createQueryBuilder()
        .insert()
        .into(ContinuedLicense)
        .values({ licenseId, base })
        .orIgnore()
        .execute();
    }
  }

  private async currentTermsOf(id: number): Promise<Terms> {
    const { license } = await this.reading.get(id);
    return {
      expiresAt: license.expiresAt,
      pending: isTermPending(license) ? durationOf(license) : null,
      product: license.product?.reference ?? '',
      policy: license.policy?.uid ?? '',
      limits: limitsOf(license),
      entitlements: (await this.grants.ofLicenses([id])).get(id)?.entitlements ?? {},
    };
  }

  /**
   * Moves the end that the order of the license itself paid for: time that other payments added comes after it. Returns false
   * for a license without such payments.
   */
  async moveBase(licenseId: number, until: Date): Promise<boolean> {
    const { manager } = this.work;
    const continued = await manager.findOneBy(ContinuedLicense, { licenseId });
    if (!continued) {
      return false;
    }
    const { base } = continued;
    if (base.expiresAt === null || new Date(base.expiresAt) < until) {
      await this.follow([licenseId], () =>
        manager.update(ContinuedLicense, { licenseId }, { base: { ...base, expiresAt: until } }),
      );
    }
    return true;
  }

  /** Whether the license is paid for by a line that continues its term. */
  async isPaidFor(licenseId: number): Promise<boolean> {
    const lines = await this.linesOf([licenseId]);
    return lines.some((line) => isActive(line) && ['renew', 'upgrade'].includes(line.continues?.action ?? ''));
  }

  private async termsOf(ids: readonly number[]): Promise<Map<number, Terms>> {
    const continued =
      ids.length === 0 ? [] : await this.work.manager.findBy(ContinuedLicense, { licenseId: In([...ids]) });
    const lines = await this.linesOf(ids);
    return new Map(
      continued.map(({ licenseId, base }) => {
        const own = lines.filter((line) => line.licenseId === licenseId && isActive(line));
        return [licenseId, continuedTerms(withDates(base), own.map(paymentOf), this.calendar)];
      }),
    );
  }

  private async linesOf(ids: readonly number[]): Promise<OrderLine[]> {
    return ids.length === 0
      ? []
      : this.work.manager.find(OrderLine, {
          where: { licenseId: In([...ids]) },
          relations: { order: true },
          order: { id: 'ASC' },
        });
  }

  private async apply(id: number, before: Terms, after: Terms): Promise<void> {
    const { license } = await this.reading.get(id);
    if (before.product !== after.product && license.product?.reference === before.product) {
      await this.licenses.change(id, { product: after.product });
    }
    if (before.policy !== after.policy && license.policy?.uid === before.policy) {
      await this.policies.change(id, { policy: after.policy, limits: [], expiry: 'keep', isDryRun: false });
    }
    const own = (await this.grants.ofLicenses([id])).get(id)?.entitlements ?? {};
    const entitlements = changedEntitlements(own, before.entitlements, after.entitlements);
    const change: LicenseChange = {
      ...changedLimits(license, before.limits, after.limits),
      ...(entitlements && { grants: { entitlements } }),
    };
    if (Object.keys(change).length > 0) {
      await this.licenses.change(id, change);
    }
    await this.move(license, before, after);
  }

  private async move(license: License, before: Terms, after: Terms): Promise<void> {
    if (isTermPending(license) && before.pending && after.pending) {
      const longer = difference(before.pending, after.pending, durationOf(license));
      if (longer.durationDays !== license.durationDays) {
        await this.licenses.change(license.id, longer);
      }
      return;
    }
    const { expiresAt } = license;
    const longer = movedBy(license, before, after, this.calendar);
    if (expiresAt === null || longer === 0) {
      return;
    }
    const end = new Date(expiresAt.getTime() + longer);
    if (longer > 0) {
      await this.extension.extendTo(license.id, end);
    } else {
      await this.licenses.change(license.id, { term: { until: end } });
    }
  }
}

/** Paid back or held payments do not count. */
function isActive({ refundedAt, holds }: OrderLine): boolean {
  return refundedAt === null && Object.keys(holds).length === 0;
}

function paymentOf({
  paidAt,
  quantity,
  seats,
  continues,
  entitlements,
  removedAt,
  periodEnd,
  order,
}: OrderLine): Payment {
  if (!paidAt || !continues || !order) {
    throw new Error('A line that continues a license has no payment');
  }
  return {
    paidAt,
    quantity,
    seats: continues.action === 'add_seats' ? null : seats,
    continues: continues.action === 'add_seats' && seats !== null ? { ...continues, seats } : continues,
    entitlements: grantsOf(entitlements),
    periodEnd: removedAt === null ? order.periodEnd : periodEnd,
  };
}

/** JSON has no dates. */
function withDates(base: Terms): Terms {
  const entitlements = Object.entries(base.entitlements).map(([code, { value, expires_at }]) => {
    return [code, { value, expires_at: expires_at && new Date(expires_at) }] as const;
  });
  return {
    ...base,
    expiresAt: base.expiresAt && new Date(base.expiresAt),
    entitlements: Object.fromEntries(entitlements),
  };
}

function durationOf({ durationDays, durationMonths }: Duration): Duration {
  return { durationDays, durationMonths };
}

/** A limit that somebody changed meanwhile stays; of seats, the difference counts. */
function changedLimits(license: License, before: Limits, after: Limits): Partial<Limits> {
  const names = ['maxActivations', 'maxUsers', 'maxSessions', 'usesLimit', 'features'] as const;
  const changed = names.filter((name) => !isSame(before[name], after[name]));
  const [own, former, next] = [license, before, after].map(({ maxActivations }) => maxActivations);
  const isCounted = typeof own === 'number' && typeof former === 'number' && typeof next === 'number';
  return {
    ...Object.fromEntries(
      changed.flatMap((name) => (isSame(license[name], before[name]) ? [[name, after[name]]] : [])),
    ),
    ...(changed.includes('maxActivations') && isCounted && { maxActivations: Math.max(1, own + next - former) }),
  };
}

/** Null without a change. An entitlement that somebody changed meanwhile stays. */
function changedEntitlements(
  own: Terms['entitlements'],
  before: Terms['entitlements'],
  after: Terms['entitlements'],
): Terms['entitlements'] | null {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = codes.filter((code) => !isSame(before[code], after[code]) && isSame(own[code], before[code]));
  if (changed.length === 0) {
    return null;
  }
  const kept = Object.entries(own).filter(([code]) => !changed.includes(code));
  const given = changed.flatMap((code) => (after[code] ? [[code, after[code]] as const] : []));
  return Object.fromEntries([...kept, ...given]);
}

/** Milliseconds by which the payments move the end of the license. */
function movedBy(license: License, before: Terms, after: Terms, calendar: Calendar): number {
  if (before.expiresAt && after.expiresAt) {
    return after.expiresAt.getTime() - before.expiresAt.getTime();
  }
  const start = license.termStartedAt ?? license.firstActivatedAt;
  if (!start || !before.pending || !after.pending) {
    return 0;
  }
  // The term was yet to start when the first payment arrived, and has started since.
  return endOfTerm(start, after.pending, calendar).getTime() - endOfTerm(start, before.pending, calendar).getTime();
}

function difference(before: Duration, after: Duration, own: Duration): Duration {
  const months = (own.durationMonths ?? 0) + (after.durationMonths ?? 0) - (before.durationMonths ?? 0);
  const days = (own.durationDays ?? 0) + (after.durationDays ?? 0) - (before.durationDays ?? 0);
  return { durationDays: days, durationMonths: months > 0 ? months : null };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
