import { Injectable } from '@nestjs/common';
import { type Policy, Product } from '../../../core/catalog';
import { type ReportableRule } from '../../../core/catalog/internal';
import { Clock } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';
import { countRows } from '../../../core/platform/internal';
import { IS_USE } from '../../../core/licenses/internal';
import { COPIED_LIMITS } from '../../../core/licensing';
import { type CopiedLimit } from '../../../core/licensing/internal';

/** Licenses whose values are looked at: the newest. */
export const COUNTED_LICENSES = 10_000;
const LISTED_PRODUCTS = 10;

/** Licenses of a policy that its list counts at most. */
export const LISTED_LICENSES = 1_000;

/** Licenses and products of a policy. */
export interface PolicyReach {
  /** Exact up to 100,000, an estimate above. */
  readonly licenses: number;
  /** The newest licenses, among which the following are counted. */
  readonly counted: number;
  readonly usable: number;
  readonly inGrace: number;
  /** Licenses with a limit that differs from the policy's, or with overrides. */
  readonly own: number;
  /** Licenses that each rule would stop which the policy only reports. */
  readonly reported: readonly { readonly code: ReportableRule; readonly count: number }[];
  /** Products whose default policy or policy for trials it is. */
  readonly products: readonly Product[];
}

/** Licenses or devices that a change of a policy hurts or helps. */
export interface Harm {
  readonly name: 'seats' | 'uses' | 'users' | 'expired' | 'revived' | 'silent';
  readonly count: number;
  /** Only if issued licenses follow the policy in this limit, which becomes the number. */
  readonly limit?: CopiedLimit;
  readonly value?: number;
}

type Figures = Omit<PolicyReach, 'licenses' | 'products' | 'reported'>;

/** Counts whom a change of a policy reaches, among its newest licenses. */
@Injectable()
export class PolicyReachService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async of(policy: Policy): Promise<PolicyReach> {
    const { id, graceDays, expiryStrategy, maxActivations, maxUsers, maxSessions, usesLimit, features } = policy;
    const limits = [maxActivations, maxUsers, maxSessions, usesLimit, features];
    const [figures] = await this.work.manager.query<[Figures]>(FIGURES, [
      id,
      this.clock.now(),
      graceDays,
      expiryStrategy,
      ...limits,
    ]);
    return {
      ...figures,
      reported: await this.reportedOf(policy),
      licenses: await this.licensesOf(policy),
      products: await this.productsOf(policy),
    };
  }

  private async reportedOf({ id, reportOnly }: Policy): Promise<PolicyReach['reported']> {
    return reportOnly.length === 0 ? [] : this.work.manager.query(REPORTED, [id, reportOnly]);
  }

  /** Exact up to 100,000, an estimate above. */
  licensesOf({ id }: Policy): Promise<number> {
    return countRows(this.work.manager, LICENSES, [id]);
  }

  /** The licenses of each policy, by its number, up to a bound. */
  async licensesOfEach(policies: readonly Policy[]): Promise<ReadonlyMap<number, number>> {
    const ids = policies.map(({ id }) => id);
    const rows = await this.work.manager.query<{ id: string; count: string }[]>(OF_EACH, [ids, LISTED_LICENSES]);
    return new Map(rows.map(({ id, count }) => [Number(id), Number(count)]));
  }

  /** The newest licenses whose limits are those of the policy, and which could follow a change of them. */
  async followersOf(policy: Policy): Promise<Readonly<Record<CopiedLimit, number>>> {
    const values = COPIED_LIMITS.map((limit) => policy[limit]);
    const [counts] = await this.work.manager.query<[Record<CopiedLimit, number>]>(FOLLOWERS, [policy.id, ...values]);
    return counts;
  }

  /** The effects of a change that can be counted, without those that affect no license. */
  async harmsOf(before: Policy, after: Policy): Promise<Harm[]> {
    const harms = [
      ...(await this.overLimits(before, after)),
      ...(await this.expiryHarms(before, after)),
      ...(await this.silentDevices(before, after)),
    ];
    return harms.filter(({ count }) => count > 0);
  }

  private async overLimits(before: Policy, after: Policy): Promise<Harm[]> {
    const harms: Harm[] = [];
    for (const [name, limit, statement] of OVER_LIMITS) {
      const value = after[limit];
      if (value !== null && value < (before[limit] ?? Infinity)) {
        const parameters = [before.id, before[limit], value, ...(name === 'seats' ? [after.seatsPer] : [])];
        harms.push({ name, limit, value, count: await this.count(statement, parameters) });
      }
    }
    return harms;
  }

  private async expiryHarms(before: Policy, after: Policy): Promise<Harm[]> {
    if (before.graceDays === after.graceDays && before.expiryStrategy === after.expiryStrategy) {
      return [];
    }
    const [from, to] = [before, after].map(({ graceDays, expiryStrategy }) => [graceDays, expiryStrategy]);
    const count = (one: unknown[] = [], other: unknown[] = []): Promise<number> =>
      this.count(STOPPED, [before.id, this.clock.now(), ...one, ...other]);
    return [
      { name: 'expired', count: await count(from, to) },
      { name: 'revived', count: await count(to, from) },
    ];
  }

  private async silentDevices(before: Policy, { checkInInterval }: Policy): Promise<Harm[]> {
    if (checkInInterval === null || checkInInterval >= (before.checkInInterval ?? Infinity)) {
      return [];
    }
    const parameters = [before.id, this.clock.now(), checkInInterval, before.checkInInterval];
    return [{ name: 'silent', count: await this.count(SILENT, parameters) }];
  }

  private async count(statement: string, parameters: unknown[]): Promise<number> {
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(statement, parameters);
    return count;
  }

  productsOf({ id }: Policy): Promise<Product[]> {
    return this.work.manager.find(Product, {
      where: [{ policyId: id }, { trialPolicyId: id }],
      order: { id: 'ASC' },
      take: LISTED_PRODUCTS,
    });
  }
}

/** In the order of an index, without which the planner would read the table. */
const OF_EACH = `
  SELECT policy.id, (
    SELECT count(*) FROM (
      SELECT 1 FROM licenses WHERE policy_id = policy.id ORDER BY id LIMIT $2
    ) AS counted
  ) AS count
  FROM unnest($1::bigint[]) AS policy (id)`;

const LICENSES = 'SELECT 1 FROM licenses WHERE policy_id = $1 ORDER BY id';

const NEWEST = `(SELECT * FROM licenses WHERE policy_id = $1 ORDER BY id DESC LIMIT ${COUNTED_LICENSES}) AS l`;

const REPORTED = `
  SELECT rule.code, (
    SELECT count(*)::integer FROM ${NEWEST} JOIN reported_refusals r ON r.license_id = l.id AND r.code = rule.code
  ) AS count
  FROM unnest($2::text[]) WITH ORDINALITY AS rule(code, place) ORDER BY place`;

const IN_FORCE = `l.revoked_at IS NULL AND l.blocked_at IS NULL AND l.disabled_at IS NULL
  AND (l.starts_at IS NULL OR l.starts_at <= $2)`;

/** Whether a license is within its term or its grace. */
const withinGrace = (days: string): string => `(l.expires_at IS NULL
  OR l.expires_at + make_interval(days => coalesce((l.policy_overrides->>'graceDays')::integer, ${days})) > $2)`;

const runs = (days: string, strategy: string): string =>
  `(${withinGrace(days)} OR coalesce(l.policy_overrides->>'expiryStrategy', ${strategy}) <> 'revoke_access')`;

const FIGURES = `
  SELECT count(*)::integer AS counted,
    (count(*) FILTER (WHERE ${IN_FORCE} AND ${runs('$3::integer', '$4::text')}))::integer AS usable,
    (count(*) FILTER (WHERE ${IN_FORCE} AND l.expires_at <= $2 AND ${withinGrace('$3::integer')}))::integer AS "inGrace",
    (count(*) FILTER (WHERE l.policy_overrides <> '{}' OR l.max_activations IS DISTINCT FROM $5
      OR l.max_users IS DISTINCT FROM $6 OR l.max_sessions IS DISTINCT FROM $7 OR l.uses_limit IS DISTINCT FROM $8
      OR l.features IS DISTINCT FROM $9))::integer AS own
  FROM ${NEWEST}`;

const COLUMNS: Readonly<Record<CopiedLimit, string>> = {
  maxActivations: 'max_activations',
  maxUsers: 'max_users',
  maxSessions: 'max_sessions',
  usesLimit: 'uses_limit',
  durationDays: 'duration_days',
  features: 'features',
};

const FOLLOWERS = `
  SELECT ${COPIED_LIMITS.map(
    (limit, index) =>
      `(count(*) FILTER (WHERE l.${COLUMNS[limit]} IS NOT DISTINCT FROM $${index + 2}))::integer AS "${limit}"`,
  ).join(', ')}
  FROM ${NEWEST}`;

const over = (column: string, used: string): string =>
  `SELECT count(*)::integer AS count FROM ${NEWEST} WHERE l.${column} IS NOT DISTINCT FROM $2 AND (${used}) > $3::integer`;

type CountedLimit = 'maxActivations' | 'usesLimit' | 'maxUsers';

/** Licenses with the old limit that have more than the new one. */
const OVER_LIMITS: readonly (readonly [name: Harm['name'], limit: CountedLimit, statement: string])[] = [
  ['seats', 'maxActivations', over('max_activations', 'SELECT count(*) FROM license_seats(l.id, $4)')],
  ['uses', 'usesLimit', over('uses_limit', `SELECT count(*) FROM activations WHERE license_id = l.id AND ${IS_USE}`)],
  ['users', 'maxUsers', over('max_users', 'SELECT count(*) FROM license_users WHERE license_id = l.id')],
];

const STOPPED = `
  SELECT count(*)::integer AS count FROM ${NEWEST}
  WHERE ${IN_FORCE} AND ${runs('$3::integer', '$4::text')} AND NOT ${runs('$5::integer', '$6::text')}`;

const SILENT = `
  SELECT count(*)::integer AS count FROM ${NEWEST} JOIN activations AS a ON a.license_id = l.id
  WHERE ${IN_FORCE} AND a.deactivated_at IS NULL AND l.policy_overrides->'checkInInterval' IS NULL
    AND greatest(a.last_seen_at, l.checked_in_at) + make_interval(secs => $3::integer) <= $2
    AND ($4::integer IS NULL OR greatest(a.last_seen_at, l.checked_in_at) + make_interval(secs => $4::integer) > $2)`;
