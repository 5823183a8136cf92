import { Injectable } from '@nestjs/common';
import { type EntitlementValue, PoliciesService, type Policy, type Product } from '../../../core/catalog';
import { isProblem, problem, referenced } from '../../../core/common';
import { isTermPending, type License } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import { MeterGrantsService } from '../../../core/verification';
import type { SentAmount } from '../../../core/verification/internal';
import type { ContinuationAction, Continues, Limits, TopUp, UpgradeTime } from './continuation';

/** A payment for a license that exists. */
export interface NewContinuation {
  /** Uid, number or key of the license. */
  readonly license: string;
  readonly action: ContinuationAction;
  /** Uid or name of the policy of an upgrade. */
  readonly policy?: string;
  /** When an upgrade takes effect; `now` by default. */
  readonly effective?: UpgradeTime;
  /** Gives an upgrade the term of its policy, and adds the rest of the old one. */
  readonly creditsRest?: boolean;
  /** Seats that are added. */
  readonly seats?: number | null;
  /** Entitlements that are added, by code. */
  readonly entitlements?: Readonly<Record<string, EntitlementValue>>;
  /** Code of the meter that is topped up. */
  readonly meter?: string;
  /** Amount that a top-up grants. */
  readonly amount?: SentAmount;
  /** End of a top-up in ISO 8601. */
  readonly expiresAt?: string;
  /** Whether the order pays a period, whose end the license follows. */
  readonly hasPeriod?: boolean;
}

export interface ContinuationPlan {
  readonly license: License;
  readonly product: Product;
  readonly policy: Policy;
  readonly continues: Continues;
}

/** Finds out how a payment continues a license. */
@Injectable()
export class ContinuationPlansService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly policies: PoliciesService,
    private readonly grants: MeterGrantsService,
  ) {}

  /** @param field of the line, for errors */
  async planOf(input: NewContinuation, field: string): Promise<ContinuationPlan> {
    return this.planFor(await this.named(input.license, `${field}license`), input, field);
  }

  /** @param license with its product and policy */
  async planFor(license: License, input: Omit<NewContinuation, 'license'>, field: string): Promise<ContinuationPlan> {
    const { product, policy: own } = license;
    if (!product || !own) {
      throw new Error('The license was read without its product or policy');
    }
    switch (input.action) {
      case 'renew':
        return { license, product, policy: own, continues: renewal(license, own, input, field) };
      case 'upgrade': {
        const policy = await this.upgradeOf(input, field);
        const effects = { ...effectOf(license, input, field), ...creditOf(policy, input) };
        return {
          license,
          product,
          policy,
          continues: { ...upgradeTo(policy), basis: policy.renewalBasis, ...effects },
        };
      }
      case 'add_seats':
        return {
          license,
          product,
          policy: own,
          continues: { action: 'add_seats', seats: seatsOf(license, input, field) },
        };
      case 'add_entitlements':
        refuseMissing(Object.keys(input.entitlements ?? {}).length > 0, `${field}entitlements`);
        return { license, product, policy: own, continues: { action: 'add_entitlements' } };
      case 'top_up': {
        const topUp = await this.topUpOf(license, input, field);
        return { license, product, policy: own, continues: { action: 'top_up', topUp } };
      }
    }
  }

  private async named(name: string, field: string): Promise<License> {
    try {
      return (await this.licenses.get(name)).license;
    } catch (error) {
      throw isProblem(error, 'LICENSE_NOT_FOUND') ? problem('ORDER_LINE_LICENSE_UNKNOWN', { field }) : error;
    }
  }

  private async topUpOf(
    license: License,
    { meter, amount, expiresAt: end }: Omit<NewContinuation, 'license'>,
    field: string,
  ): Promise<TopUp> {
    const expiresAt = end ?? null;
    if (meter === undefined || amount === undefined) {
      throw problem('ORDER_LINE_ACTION_INCOMPLETE', { field: `${field}${meter === undefined ? 'meter' : 'amount'}` });
    }
    const given = { amount, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
    await this.grants.refuseImpossible(license, meter, given, field);
    return { meter, amount, expiresAt };
  }

  private async upgradeOf({ policy }: Pick<NewContinuation, 'policy'>, field: string): Promise<Policy> {
    refuseMissing(policy !== undefined, `${field}policy`);
    return referenced(`${field}policy`, this.policies.get(policy ?? ''));
  }
}

/** By the term of the policy, or that of a license with a term of its own. */
function renewal(
  license: License,
  policy: Policy,
  { hasPeriod }: Pick<NewContinuation, 'hasPeriod'>,
  field: string,
): Continues {
  const { renewalBasis: basis } = license.behavior;
  const source = policy.durationDays === null ? license : policy;
  const { durationDays, durationMonths } = source;
  const isEndless = license.expiresAt === null && !isTermPending(license);
  if (isEndless || (!hasPeriod && durationDays === null)) {
    throw problem('ORDER_LINE_NOT_RENEWABLE', { field: `${field}license` });
  }
  return { action: 'renew', basis, ...(!hasPeriod && { term: { durationDays, durationMonths } }) };
}

/** Nothing for an upgrade that takes effect with its payment. */
function effectOf(
  { expiresAt }: License,
  { effective }: Pick<NewContinuation, 'effective'>,
  field: string,
): Pick<Continues, 'effectiveAt'> {
  if (effective !== 'period_end') {
    return {};
  }
  if (expiresAt === null) {
    throw problem('ORDER_LINE_WITHOUT_END', { field: `${field}effective` });
  }
  return { effectiveAt: expiresAt.toISOString() };
}

/** Without a period of the order, the upgrade has the term of its policy. */
function creditOf(
  policy: Policy,
  { creditsRest = false, hasPeriod = false }: Omit<NewContinuation, 'license'>,
): Partial<Continues> {
  const { durationDays, durationMonths } = policy;
  const hasTerm = !hasPeriod && durationDays !== null;
  return creditsRest ? { creditsRest, ...(hasTerm && { term: { durationDays, durationMonths } }) } : {};
}

/** The policy of a license from now on, also where a subscription moves to another plan. */
export function upgradeTo(policy: Policy): Pick<Continues, 'action' | 'policy' | 'limits'> {
  return { action: 'upgrade', policy: policy.uid, limits: limitsOf(policy) };
}

function seatsOf({ maxActivations }: License, { seats }: Pick<NewContinuation, 'seats'>, field: string): number {
  if (maxActivations === null) {
    throw problem('ORDER_LINE_SEATS_UNLIMITED', { field: `${field}license` });
  }
  return seats ?? 1;
}

export function limitsOf({ maxActivations, maxUsers, maxSessions, usesLimit, features }: Limits): Limits {
  return { maxActivations, maxUsers, maxSessions, usesLimit, features };
}

function refuseMissing(isGiven: boolean, field: string): void {
  if (!isGiven) {
    throw problem('ORDER_LINE_ACTION_INCOMPLETE', { field });
  }
}
