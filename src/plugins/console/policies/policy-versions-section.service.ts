import { Injectable } from '@nestjs/common';
import { type Policy, type PolicyVersion, PolicyVersionsService } from '../../../core/catalog';
import { UnitOfWork } from '../../../core/platform';
import { grantDifferences } from './grant-lines';
import { COUNTED_LICENSES } from './policy-reach.service';

/** Versions that the page of a policy lists: the newest. */
const LISTED = 10;

/** The versions of a policy, and what the next one would change. */
export interface PublishedVersions {
  readonly versions: readonly PolicyVersion[];
  /** The newest licenses at each version, by its number. */
  readonly licenses: ReadonlyMap<number, number>;
  /** In words; none if there is nothing to publish. */
  readonly differences: readonly string[];
  readonly canPublish: boolean;
}

/** Reads the versions of a policy for its pages. */
@Injectable()
export class PolicyVersionsSectionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly versions: PolicyVersionsService,
  ) {}

  /** The grants of the policy must be loaded. */
  async of(policy: Policy): Promise<PublishedVersions> {
    const { uid, publishedVersion, grants = { entitlements: {}, meters: {} } } = policy;
    if (publishedVersion === null) {
      return { versions: [], licenses: new Map(), differences: [], canPublish: true };
    }
    const { rows: versions } = await this.versions.list(uid, { limit: LISTED });
    const differences = grantDifferences(versions[0]?.grants ?? {}, grants);
    return { versions, licenses: await this.countLicenses(policy), differences, canPublish: differences.length > 0 };
  }

  private async countLicenses({ id }: Policy): Promise<ReadonlyMap<number, number>> {
    const rows = await this.work.manager.query<{ version: number; count: number }[]>(LICENSES, [id, COUNTED_LICENSES]);
    return new Map(rows.map(({ version, count }) => [version, count]));
  }
}

const LICENSES = `
  SELECT policy_version AS version, count(*)::integer AS count
  FROM (SELECT policy_version FROM licenses WHERE policy_id = $1 ORDER BY id DESC LIMIT $2) AS newest GROUP BY 1`;
