import { Injectable } from '@nestjs/common';
import { IsNull, type SelectQueryBuilder } from 'typeorm';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { Clock } from '../../common/clock';
import { problem, referenced } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { AnomalyType } from '../licenses/anomaly-types';
import { ReactionRule } from './reaction-rule.entity';

/** The reactions of a rule. */
export type Reactions = Pick<ReactionRule, 'mailCustomer' | 'askSignIn' | 'report' | 'suspendAfterDays'>;

/** Lists, sets and deletes the rules for reactions to anomalies. */
@Injectable()
export class ReactionRulesService {
  /** Rules that there may be. */
  readonly maxRules: number = 500;

  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: PoliciesService,
    private readonly clock: Clock,
  ) {}

  /** @param q part of the type or of the name of the policy */
  list(page: PageRequest, q?: string): Promise<Page<ReactionRule>> {
    const query = this.work.manager.createQueryBuilder(ReactionRule, 'rule').leftJoinAndSelect('rule.policy', 'policy');
    if (q !== undefined) {
      query.where('(rule.type ILIKE :q OR policy.name ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  async get(uid: string): Promise<ReactionRule> {
    return found(await this.query().where({ uid }).getOne());
  }

  /**
   * Sets the rule of a type and a policy.
   * @param policy uid or name; null for all policies without a rule of their own
   */
  set(type: AnomalyType, policy: string | null, reactions: Reactions): Promise<ReactionRule> {
    return this.work.run(async (manager) => {
      const owner = policy === null ? null : await referenced('policy', this.policies.get(policy));
      // The second one of two new rules for one policy changes the first, and the rules are counted.
      await manager.query('LOCK TABLE reaction_rules IN SHARE ROW EXCLUSIVE MODE');
      const now = this.clock.now();
      const known = await manager.findOneBy(ReactionRule, { type, policyId: owner?.id ?? IsNull() });
      if (known) {
        const changed = await this.work.update('reaction_rule.updated', known, { ...reactions, updatedAt: now });
        return Object.assign(changed, { policy: owner });
      }
      if ((await manager.count(ReactionRule)) >= this.maxRules) {
        throw problem('TOO_MANY_REACTION_RULES', { limit: this.maxRules });
      }
      const stamp = { createdAt: now, updatedAt: now };
      const rule = manager.create(ReactionRule, { type, policyId: owner?.id ?? null, ...reactions, ...stamp });
      return Object.assign(await this.work.create('reaction_rule.created', rule), { policy: owner });
    });
  }

  /** Reactions that have begun go on. */
  async delete(uid: string): Promise<void> {
    await this.work.run(async (manager) => {
      const lock = { mode: 'for_no_key_update' } as const;
      const rule = found(await manager.findOne(ReactionRule, { where: { uid }, lock }));
      await this.work.remove('reaction_rule.deleted', ReactionRule, rule);
    });
  }

  private query(): SelectQueryBuilder<ReactionRule> {
    return this.work.manager.createQueryBuilder(ReactionRule, 'rule').leftJoinAndSelect('rule.policy', 'policy');
  }
}

function found(rule: ReactionRule | null): ReactionRule {
  if (!rule) {
    throw problem('REACTION_RULE_NOT_FOUND');
  }
  return rule;
}
