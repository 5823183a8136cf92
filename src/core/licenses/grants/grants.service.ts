import { Injectable } from '@nestjs/common';
import {
  type DefinitionKind,
  type EntitlementValue,
  type GrantChange,
  type GrantRecord,
  Grants,
  type GrantSet,
  NO_GRANTS,
} from '../../catalog/grants/grants';
import {
  creditTermsOf,
  type FeatureRates,
  type RateLists,
  rateListsAt,
  rateTexts,
  type StoredCredit,
} from '../../catalog/grants/credit-terms';
import type { MeterTerms } from '../../catalog/grants/meter-terms';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { databaseJson } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { JobQueueService } from '../../platform/jobs/job-queue.service';
import { type DeclaredGrant, DeclaredGrantsService } from './declared-grants.service';
import { RESOLVE_GRANTED, RESOLVE_POLICY } from './resolve-licenses.service';

type Holder = 'policy' | 'policy_version' | 'license';

interface GrantRow {
  readonly holder: number;
  readonly entitlement: string | null;
  readonly meter: string | null;
  /** Decimals of a credit; null for a meter. */
  readonly decimals: number | null;
  readonly value: EntitlementValue | MeterTerms | StoredCredit | null;
  readonly expires_at: Date | null;
}

/** Reads and replaces the grants of policies and licenses. */
@Injectable()
export class GrantsService extends Grants {
  constructor(
    private readonly work: UnitOfWork,
    private readonly declared: DeclaredGrantsService,
    private readonly queue: JobQueueService,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async include(declared: DefinitionKind, id: number): Promise<boolean> {
    const grants = await this.work.manager.query<unknown[]>(`SELECT 1 FROM grants WHERE ${declared}_id = $1 LIMIT 1`, [
      id,
    ]);
    return grants.length > 0;
  }

  override ofPolicies(ids: readonly number[]): Promise<ReadonlyMap<number, GrantSet>> {
    return this.read('policy', ids);
  }

  override ofVersions(ids: readonly number[]): Promise<ReadonlyMap<number, GrantSet>> {
    return this.read('policy_version', ids);
  }

  override async publish(policyId: number, versionId: number): Promise<void> {
    await this.work.manager.query(COPY_TO_VERSION, [policyId, versionId]);
  }

  /** Own grants of the licenses, by license id; a license without own grants has no entry. */
  ofLicenses(ids: readonly number[]): Promise<ReadonlyMap<number, GrantSet>> {
    return this.read('license', ids);
  }

  override async replaceOfPolicy(policyId: number, change: GrantChange): Promise<GrantRecord> {
    if (isEmpty(change)) {
      return NO_CHANGE;
    }
    const [product] = await this.work.manager.query<{ id: number }[]>(`SELECT id FROM products WHERE policy_id = $1`, [
      policyId,
    ]);
    const record = await this.replace('policy', policyId, change, product ? [product.id] : null);
    await this.resolveLater(policyId);
    return record;
  }

  override async followRename(definition: DefinitionKind, id: number): Promise<void> {
    const policies = await this.work.manager.query<{ id: number }[]>(lockGranting(definition), [id]);
    if (definition === 'meter') {
      await this.work.manager.query(RENAME_TERM_METER, [policies.map((policy) => policy.id), id]);
    }
    for (const policy of policies) {
      await this.resolveLater(policy.id);
    }
    const key = `${RESOLVE_GRANTED} ${definition} ${id}`;
    await this.queue.add({ name: RESOLVE_GRANTED, payload: { definition, id }, key });
  }

  /** The caller has locked the license, and resolves it after the change. */
  async replaceOfLicense(id: number, productIds: readonly number[], change: GrantChange): Promise<GrantRecord> {
    return isEmpty(change) ? NO_CHANGE : this.replace('license', id, change, productIds);
  }

  /** Removes the license's own grants of products that it no longer has. The caller holds its lock, and resolves it. */
  async keepOfLicense(id: number, productIds: readonly number[]): Promise<GrantRecord> {
    const before = ofLicense(await this.setOf('license', id));
    await this.work.manager.query(DELETE_OF_OTHER_PRODUCTS, [id, productIds]);
    return { before, after: ofLicense(await this.setOf('license', id)) };
  }

  /** For licenses that have no grants yet. The caller resolves them after it. */
  async addToLicenses(ids: readonly number[], productIds: readonly number[], change: GrantChange): Promise<void> {
    const grants = await this.declared.of(change, productIds);
    if (grants.length > 0) {
      await this.work.manager.query(insertInto('license'), [ids, databaseJson(grants)]);
    }
  }

  /** Grants of several licenses that have none yet, by license id. The caller resolves them after it. */
  async addToEach(grants: ReadonlyMap<number, readonly DeclaredGrant[]>): Promise<void> {
    const rows = [...grants].flatMap(([id, own]) => own.map((grant) => ({ license_id: id, ...grant })));
    if (rows.length > 0) {
      await this.work.manager.query(INSERT_OF_LICENSES, [databaseJson(rows)]);
    }
  }

  private resolveLater(policy: number): Promise<void> {
    return this.queue.add({ name: RESOLVE_POLICY, payload: { policy }, key: `${RESOLVE_POLICY} ${policy}` });
  }

  private async replace(
    holder: Holder,
    id: number,
    change: GrantChange,
    productIds: readonly number[] | null,
  ): Promise<GrantRecord> {
    const before = await this.setOf(holder, id);
    const whole = holder === 'policy' ? withRates(change, before) : change;
    const grants = await this.declared.of(whole, productIds);
    const { entitlements, meters, credits } = whole;
    const kinds = [entitlements !== undefined, meters !== undefined, credits !== undefined];
    await this.work.manager.query(deleteOf(holder), [id, ...kinds]);
    await this.work.manager.query(insertInto(holder), [[id], databaseJson(grants)]);
    const after = await this.setOf(holder, id);
    return { before: pick(before, change), after: pick(after, change) };
  }

  private async setOf(holder: Holder, id: number): Promise<GrantSet> {
    return (await this.read(holder, [id])).get(id) ?? NO_GRANTS;
  }

  private async read(holder: Holder, ids: readonly number[]): Promise<Map<number, GrantSet>> {
    if (ids.length === 0) {
      return new Map();
    }
    const text = selectOf(holder);
    // The plan of a prepared statement is made for few ids.
    const statement = ids.length === 1 ? { name: `find_grants_of_${holder}`, text } : { text };
    const rows = await this.work.query<GrantRow>(statement, [ids]);
    const byHolder = new Map<number, GrantRow[]>(rows.map(({ holder: id }) => [id, []]));
    rows.forEach((row) => byHolder.get(row.holder)?.push(row));
    const now = this.clock.now();
    return new Map([...byHolder].map(([id, own]) => [id, toGrantSet(own, now)]));
  }
}

const NO_CHANGE: GrantRecord = { before: {}, after: {} };

// The same in each product that declares the code, of a shared policy or of a license for several products.
const selectOf = (holder: Holder): string => `
  SELECT DISTINCT ON (holder, entitlement, meter)
    g.${holder}_id AS holder, e.code AS entitlement, m.code AS meter, m.decimals, g.value, g.expires_at
  FROM grants g LEFT JOIN entitlements e ON e.id = g.entitlement_id LEFT JOIN meters m ON m.id = g.meter_id
  WHERE g.${holder}_id = ANY ($1::bigint[]) ORDER BY holder, entitlement, meter
`;

const deleteOf = (holder: Holder): string => `
  DELETE FROM grants WHERE ${holder}_id = $1 AND (
    (entitlement_id IS NOT NULL AND $2)
    OR (meter_id IN (SELECT id FROM meters WHERE decimals IS NULL) AND $3)
    OR (meter_id IN (SELECT id FROM meters WHERE decimals IS NOT NULL) AND $4)
  )
`;

// Whoever issues a license of such a policy meanwhile has its lock: the job sees the license, or the license sees the change.
const lockGranting = (definition: DefinitionKind): string => `
  SELECT id FROM policies WHERE id IN (
    SELECT coalesce(g.policy_id, v.policy_id)
    FROM grants g LEFT JOIN policy_versions v ON v.id = g.policy_version_id WHERE g.${definition}_id = $1
  )
  ORDER BY id FOR NO KEY UPDATE`;

// A shared policy that grants the former code in another product keeps it.
const RENAME_TERM_METER = `
  UPDATE policies SET term_meter = (SELECT code FROM meters WHERE id = $2)
  WHERE id = ANY ($1::bigint[]) AND term_meter IS NOT NULL AND NOT EXISTS (
    SELECT FROM grants g JOIN meters m ON m.id = g.meter_id WHERE g.policy_id = policies.id AND m.code = term_meter
  )`;

const COPY_TO_VERSION = `
  INSERT INTO grants (policy_version_id, entitlement_id, meter_id, value, expires_at)
  SELECT $2, entitlement_id, meter_id, value, expires_at FROM grants WHERE policy_id = $1
`;

const DELETE_OF_OTHER_PRODUCTS = `
  DELETE FROM grants WHERE license_id = $1
    AND NOT EXISTS (SELECT 1 FROM entitlements WHERE id = entitlement_id AND product_id = ANY ($2::bigint[]))
    AND NOT EXISTS (SELECT 1 FROM meters WHERE id = meter_id AND product_id = ANY ($2::bigint[]))
`;

const insertInto = (holder: Holder): string => `
  INSERT INTO grants (${holder}_id, entitlement_id, meter_id, value, expires_at)
  SELECT holder, entitlement_id, meter_id, value, expires_at
  FROM unnest($1::bigint[]) AS holder
  CROSS JOIN json_to_recordset($2::json)
    AS granted(entitlement_id bigint, meter_id bigint, value jsonb, expires_at timestamptz)
`;

const INSERT_OF_LICENSES = `
  INSERT INTO grants (license_id, entitlement_id, meter_id, value, expires_at)
  SELECT * FROM json_to_recordset($1::json)
    AS granted(license_id bigint, entitlement_id bigint, meter_id bigint, value jsonb, expires_at timestamptz)
`;

function toGrantSet(rows: readonly GrantRow[], now: Date): GrantSet {
  const credits = rows.flatMap(({ meter: code, decimals, value }) =>
    code === null || decimals === null ? [] : [{ code, decimals, value: isTerms(value) ? value : null }],
  );
  return {
    entitlements: Object.fromEntries(
      rows.flatMap(({ entitlement, value, expires_at }) =>
        entitlement !== null && !isTerms(value) ? [[entitlement, { value, expires_at }]] : [],
      ),
    ),
    meters: Object.fromEntries(
      rows.flatMap(({ meter, decimals, value }) =>
        meter === null || decimals !== null ? [] : [[meter, isTerms(value) ? value : null]],
      ),
    ),
    credits: Object.fromEntries(
      credits.map(({ code, decimals, value }) => [code, value && creditTermsOf(value, decimals)]),
    ),
    ...rateListsAt(rateListsOf(credits), now),
  };
}

interface GrantedCredit {
  readonly code: string;
  readonly decimals: number;
  readonly value: StoredCredit | null;
}

/** The lists of a policy, whose rates are stored with the credits that they name. */
function rateListsOf(credits: readonly GrantedCredit[]): RateLists {
  const collected = (ratesOf: (value: StoredCredit) => StoredCredit['rates']): FeatureRates =>
    Object.fromEntries(
      credits.flatMap(({ code, decimals, value }) =>
        Object.entries(rateTexts((value && ratesOf(value)) ?? {}, code, decimals)),
      ),
    );
  const from = credits.find(({ value }) => value?.next_rates)?.value?.next_rates?.from;
  return {
    rates: collected(({ rates }) => rates),
    next_rates:
      from === undefined ? null : { from: new Date(from), rates: collected(({ next_rates: next }) => next?.rates) },
  };
}

/** A change of credits or rates with all of both: rates are stored with the credits, and go with them. */
function withRates(change: GrantChange, before: GrantSet): GrantChange {
  if (change.credits === undefined && change.rates === undefined && change.next_rates === undefined) {
    return change;
  }
  const credits = change.credits ?? before.credits;
  const kept = (rates: FeatureRates): FeatureRates =>
    Object.fromEntries(Object.entries(rates).filter(([, { credit }]) => Object.hasOwn(credits, credit)));
  const next = before.next_rates && { ...before.next_rates, rates: kept(before.next_rates.rates) };
  const { rates = kept(before.rates), next_rates = next } = change;
  return { ...change, credits, rates, next_rates };
}

function isTerms(value: GrantRow['value']): value is MeterTerms {
  return typeof value === 'object' && value !== null;
}

/** Without rates, which only policies have. */
function ofLicense({ entitlements, meters, credits }: GrantSet): GrantChange {
  return { entitlements, meters, credits };
}

function isEmpty(change: GrantChange): boolean {
  return Object.keys(defined(change)).length === 0;
}

/** The kinds that a change replaces. */
function pick(set: GrantSet, change: GrantChange): GrantChange {
  const replaced = Object.keys(defined(change));
  return Object.fromEntries(Object.entries(set).filter(([kind]) => replaced.includes(kind)));
}
