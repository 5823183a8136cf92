import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuseDotSegments } from '../../common/validation/dot-segment';
import { isUUID } from 'class-validator';
import type { SelectQueryBuilder } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { fieldProblem, problem } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import { InvalidRequest } from '../../common/http/request-validation.pipe';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { uidNamed } from '../../platform/database/id-or-name';
import { searchPattern } from '../../platform/database/like-pattern';
import { prepared } from '../../platform/database/prepared-statement';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type GrantChange, Grants, NO_GRANTS } from '../grants/grants';
import { CountryDatabaseService } from '../../platform/countries/country-database.service';
import { refuseCountryRules } from './country-rule.errors';
import { DEFAULT_KEY_FORMAT } from './key-format';
import { Policy } from './policy.entity';
import type { Behavior } from './behavior';
import { PolicyLicenses } from './policy-licenses';

export type NewPolicy = Pick<Policy, 'name'> & PolicyChange & { readonly uid?: string };
/** New values of a policy, and of what it grants; a field that is left out stays. */
export type PolicyChange = Partial<
  Behavior &
    Pick<
      Policy,
      | 'name'
      | 'keyFormat'
      | 'expiryBasis'
      | 'durationDays'
      | 'durationMonths'
      | 'maxActivations'
      | 'maxUsers'
      | 'maxSessions'
      | 'usesLimit'
      | 'features'
      | 'trialRequires'
      | 'trialNeedsVerification'
    >
> & { readonly grants?: GrantChange };

/** Creates, lists, changes and deletes policies. An unknown id is refused with POLICY_NOT_FOUND. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly licenses: PolicyLicenses,
    private readonly grants: Grants,
    private readonly countries: CountryDatabaseService,
  ) {}

  /** Creates a shared policy, which licenses use by reference. */
  async create({ grants = {}, ...input }: NewPolicy): Promise<Policy> {
    await this.refuseScopedKeys();
    refuseDotSegments({ name: input.name });
    this.refuseUndecidable(input);
    const stamp = { createdAt: this.clock.now(), updatedAt: this.clock.now() };
    return this.work.run(async (manager) => {
      const policy = manager.create(Policy, { keyFormat: DEFAULT_KEY_FORMAT, ...defined(input), ...stamp });
      const created = await this.work.create('policy.created', policy, { ...grants });
      await this.grants.replaceOfPolicy(created.id, grants);
      return consistent(await this.withGrants(created));
    });
  }

  /** @param q text in the name */
  async list(page: PageRequest, { q }: { readonly q?: string } = {}): Promise<Page<Policy>> {
    const query = this.query();
    if (q !== undefined) {
      query.andWhere('policy.name ILIKE :q', { q: searchPattern(q) });
    }
    const found = await readPage(query, page);
    await this.loadGrants(found.rows);
    return found;
  }

  /** @param id uid, or a name that only one policy has */
  async get(id: string): Promise<Policy> {
    const uid = await this.uidOf(id);
    const query = this.query().andWhere('policy.uid = :uid', { uid });
    return this.withGrants(found(await prepared(query, 'find_policy').getOne()));
  }

  /** The existing policies of these ids, without their grants. */
  getEach(uids: readonly string[]): Promise<Policy[]> {
    return this.query().andWhere('policy.uid = ANY (:uids)', { uids }).getMany();
  }

  /** @param seen the version that the caller has read: any other is refused */
  change(id: string, { grants = {}, ...change }: PolicyChange, seen?: string): Promise<Policy> {
    return this.work.run(async () => {
      const policy = await this.lockForChange(id);
      if (seen !== undefined && seen !== versionOf(await this.withGrants(policy))) {
        throw problem('POLICY_CHANGED');
      }
      refuseDotSegments({ name: change.name });
      this.refuseUndecidable(change);
      const columns = { ...defined(change), updatedAt: this.clock.now() };
      const record = await this.grants.replaceOfPolicy(policy.id, grants);
      const changed = await this.work.update('policy.updated', policy, columns, undefined, record);
      return consistent(await this.withGrants(changed));
    });
  }

  /** In a transaction: a policy that the caller may change, without its grants. Nobody else changes it until it ends. */
  async lockForChange(id: string): Promise<Policy> {
    const policy = await this.getLocked(id);
    await this.refuseScopedKeys(policy);
    return policy;
  }

  /** Refuses a product's own policy and one that licenses use. */
  async delete(id: string): Promise<void> {
    await this.work.run(async () => {
      // The stronger lock at once: who issues a license locks its policy twice, and strengthening it between could deadlock.
      const policy = await this.getLocked(id, 'pessimistic_write');
      await this.refuseScopedKeys();
      try {
        await this.work.remove('policy.deleted', Policy, policy);
      } catch (error) {
        throw isForeignKeyViolation(error) ? problem('POLICY_IN_USE') : error;
      }
    });
  }

  private refuseUndecidable(behavior: Partial<Behavior>): void {
    if (this.countries.current() === null) {
      refuseCountryRules(behavior);
    }
  }

  private async withGrants(policy: Policy): Promise<Policy> {
    await this.loadGrants([policy]);
    return policy;
  }

  private async loadGrants(policies: readonly Policy[]): Promise<void> {
    const grants = await this.grants.ofPolicies(policies.map(({ id }) => id));
    for (const policy of policies) {
      policy.grants = grants.get(policy.id);
    }
  }

  /** Serializes changes of a policy to prevent lost updates. */
  private async getLocked(
    id: string,
    mode: 'for_no_key_update' | 'pessimistic_write' = 'for_no_key_update',
  ): Promise<Policy> {
    const uid = await this.uidOf(id);
    return found(await this.query().andWhere('policy.uid = :uid', { uid }).setLock(mode).getOne());
  }

  private async uidOf(id: string): Promise<string | null> {
    return isUUID(id) ? id : ((await uidNamed(this.query(), 'name', id, 'POLICY_NAME_AMBIGUOUS')) ?? null);
  }

  /** Policies visible to the caller: a product-scoped API key does not see the own policies of other products. */
  private query(): SelectQueryBuilder<Policy> {
    const query = this.work.manager.createQueryBuilder(Policy, 'policy');
    const scope = productScope();
    return scope === undefined
      ? query
      : query.where('NOT EXISTS (SELECT 1 FROM products WHERE policy_id = policy.id AND id <> ALL (:scope))', {
          scope,
        });
  }

  /** A product-scoped API key cannot change shared policies, nor those that licenses of other products use. */
  private async refuseScopedKeys(policy?: Policy): Promise<void> {
    const scope = productScope();
    if (scope === undefined) {
      return;
    }
    const own = await this.work.manager.query<unknown[]>(
      `SELECT 1 FROM products WHERE id = ANY ($1) AND policy_id = $2 AND NOT ${this.licenses.areOfOthers('$2', '$1')}`,
      [scope, policy?.id ?? null],
    );
    if (own.length === 0) {
      throw problem('OTHER_POLICIES_FORBIDDEN');
    }
  }
}

/** A short text that changes with every value of a policy. Its grants must be loaded. */
export function versionOf(policy: Policy): string {
  return hash('sha256', JSON.stringify(policy, inOrder), 'base64url').slice(0, 22);
}

/** Objects by their names: the order of grants is not that of a change. */
function inOrder(_name: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
}

/** Refuses a policy whose terms start with a meter that it does not grant, and one that reports rules without an end. */
function consistent(policy: Policy): Policy {
  const { termMeter, grants = NO_GRANTS, reportOnly, reportOnlyUntil } = policy;
  const problems: FieldProblem[] = [];
  if (termMeter !== null && !(grants.meters[termMeter] ?? grants.credits[termMeter])) {
    problems.push(fieldProblem('TERM_METER_NOT_GRANTED', { field: 'term_meter', code: termMeter }));
  }
  if (reportOnly.length > 0 && reportOnlyUntil === null) {
    problems.push(fieldProblem('REPORT_ONLY_ENDLESS', { field: 'report_only_until' }));
  }
  if (problems.length > 0) {
    throw new InvalidRequest(problems, 'unprocessable');
  }
  return policy;
}

function found(policy: Policy | null): Policy {
  if (!policy) {
    throw problem('POLICY_NOT_FOUND');
  }
  return policy;
}
