import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import type { ChangeRecord, Snapshot } from '../../platform/database/change-record';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Grants, type GrantSet, NO_GRANTS } from '../grants/grants';
import { PoliciesService } from './policies.service';
import { Policy } from './policy.entity';
import { FIRST_VERSION, PolicyVersion } from './policy-version.entity';

type PublishedPolicy = Pick<Policy, 'id' | 'publishedVersion'>;

/** Publishes and lists versions of policies. */
@Injectable()
export class PolicyVersionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: PoliciesService,
    private readonly grants: Grants,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes what a policy grants its next version, with which licenses are issued from then on; existing licenses keep theirs.
   * @param id as in `PoliciesService.get`
   */
  publish(id: string, note: string | null = null): Promise<PolicyVersion> {
    return this.work.run(async (manager) => {
      const policy = await this.policies.lockForChange(id);
      const { id: policyId, publishedVersion } = policy;
      const grants = (await this.grants.ofPolicies([policyId])).get(policyId) ?? NO_GRANTS;
      const newest = await this.newestOf(policy);
      if (newest && isDeepStrictEqual(newest.grants, grants)) {
        throw problem('POLICY_VERSION_UNCHANGED');
      }
      const publishedAt = this.clock.now();
      const number = publishedVersion === null ? FIRST_VERSION : publishedVersion + 1;
      const version = await manager.save(manager.create(PolicyVersion, { policyId, number, note, publishedAt }));
      await this.grants.publish(policyId, version.id);
      await manager.update(Policy, policyId, { publishedVersion: number, updatedAt: publishedAt });
      Object.assign(version, { grants });
      await this.work.record([this.published(policy, version, newest)]);
      return version;
    });
  }

  /** Newest first. */
  async list(id: string, page: PageRequest, { q }: { readonly q?: string } = {}): Promise<Page<PolicyVersion>> {
    const { id: policyId } = await this.policies.get(id);
    const query = this.work.manager
      .createQueryBuilder(PolicyVersion, 'version')
      .where('version.policyId = :policyId', { policyId });
    if (q !== undefined) {
      query.andWhere('version.note ILIKE :q', { q: searchPattern(q) });
    }
    const found = await readPage(query, page);
    await this.loadGrants(found.rows);
    return found;
  }

  /** All versions of some policies, oldest first. */
  async ofPolicies(ids: readonly number[]): Promise<PolicyVersion[]> {
    if (ids.length === 0) {
      return [];
    }
    const where = { policyId: In(ids) };
    const versions = await this.work.manager.find(PolicyVersion, { where, order: { number: 'ASC' } });
    await this.loadGrants(versions);
    return versions;
  }

  /** Null if the policy has published none. */
  async newestOf({ id: policyId, publishedVersion }: PublishedPolicy): Promise<PolicyVersion | null> {
    return publishedVersion === null ? null : this.one(policyId, publishedVersion);
  }

  /**
   * The grants that licenses have from their policy: those of a version or, if it has published none, its own.
   * @param number of the version; the newest by default
   */
  async grantsOf({ id, publishedVersion }: PublishedPolicy, number = publishedVersion): Promise<GrantSet> {
    const version = publishedVersion === null || number === null ? null : await this.one(id, number);
    return version?.grants ?? (await this.grants.ofPolicies([id])).get(id) ?? NO_GRANTS;
  }

  private published(policy: Policy, version: PolicyVersion, former: PolicyVersion | null): ChangeRecord {
    const { uid, name } = policy;
    const before = former ? factsOf(former) : { published_version: null };
    const after = factsOf(version);
    const data = { policy_uid: uid, name, ...after };
    return this.work.changeRecord('policy.version_published', policy, before, after, data);
  }

  private async one(policyId: number, number: number): Promise<PolicyVersion | null> {
    const version = await this.work.manager.findOneBy(PolicyVersion, { policyId, number });
    await this.loadGrants(version ? [version] : []);
    return version;
  }

  private async loadGrants(versions: readonly PolicyVersion[]): Promise<void> {
    const grants = await this.grants.ofVersions(versions.map(({ id }) => id));
    for (const version of versions) {
      version.grants = grants.get(version.id) ?? NO_GRANTS;
    }
  }
}

function factsOf({ number, note, grants }: PolicyVersion): Snapshot {
  return { published_version: number, note, ...grants };
}
