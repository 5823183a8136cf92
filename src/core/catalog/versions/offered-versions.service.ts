import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { offeredSql } from './offered-sql';
import { ProductVersion } from './product-version.entity';
import { STABLE } from './release-channel';
import { conditionsOf, type VersionReach } from './version-reach';
import { CONTAINS, selectVersions } from './version-queries';

/** Number and release date of a version that is published. */
export type PublishedVersion = Pick<ProductVersion, 'version' | 'releasedAt'>;

/** Picks the versions that programs are offered: published ones of their channel, as far as they are rolled out. */
@Injectable()
export class OfferedVersionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The latest version that the program may have, or null. */
  latest(productId: number, reach: VersionReach = {}): Promise<ProductVersion | null> {
    return this.first(productId, reach, 'DESC').getOne();
  }

  /** Latest versions of the stable channel that are offered to all, keyed by product id, without their files. */
  async latestOfEach(productIds: readonly number[]): Promise<ReadonlyMap<number, PublishedVersion>> {
    const latest = await this.work.manager
      .createQueryBuilder(ProductVersion, 'version')
      .select(['version.id', 'version.productId', 'version.version', 'version.releasedAt'])
      .where(`version.id IN (${LATEST_OF_EACH})`, { productIds, now: this.clock.now() })
      .getMany();
    return new Map(latest.map((version) => [version.productId, version]));
  }

  /** The version that follows the current one, or null. */
  next(productId: number, current: string, reach: VersionReach = {}): Promise<ProductVersion | null> {
    return this.first(productId, { ...reach, after: current }, 'ASC').getOne();
  }

  /** Versions that the program may have, those that were published last first. */
  async reachable(
    productId: number,
    page: PageRequest,
    reach: VersionReach,
    q?: string,
  ): Promise<Page<ProductVersion>> {
    const { conditions, values } = conditionsOf(reach, 'version', this.clock.now());
    const query = selectVersions(this.work.manager).where(`${IN_REACH}${conditions}`, { productId, ...values });
    if (q !== undefined) {
      query.andWhere(CONTAINS, { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** Whether a version in reach is mandatory. */
  async hasMandatory(productId: number, reach: VersionReach): Promise<boolean> {
    const { conditions, values } = conditionsOf(reach, 'version', this.clock.now());
    const found = await this.work.manager
      .createQueryBuilder(ProductVersion, 'version')
      .select('version.id')
      .where(`${IN_REACH} AND version.isMandatory${conditions}`, { productId, ...values })
      .limit(1)
      .getOne();
    return found !== null;
  }

  /** Active versions with this reference, of any active product or the given ones. At most two, to detect ambiguity. */
  activeOf(reference: string, productIds?: readonly number[]): Promise<ProductVersion[]> {
    const query = selectVersions(this.work.manager)
      .innerJoinAndSelect('version.product', 'product')
      .where('version.reference = :reference AND version.isActive AND product.isActive', { reference })
      .orderBy('version.id')
      .limit(2);
    return (
      productIds === undefined ? query : query.andWhere('version.productId = ANY (:productIds)', { productIds })
    ).getMany();
  }

  /** The first in this order of the versions in reach. Each channel is read from its end of the index. */
  private first(productId: number, reach: VersionReach, order: 'ASC' | 'DESC'): SelectQueryBuilder<ProductVersion> {
    const { conditions, values } = conditionsOf(reach, 'own', this.clock.now());
    const by = `parts ${order}, id DESC LIMIT 1`;
    return selectVersions(this.work.manager).where(
      `version.id = (
        SELECT first.id FROM unnest(CAST(:channels AS varchar[])) AS wanted(channel) CROSS JOIN LATERAL (
          SELECT own.id, own.parts FROM product_versions own
          WHERE own.product_id = :productId AND own.channel = wanted.channel AND own.is_active${conditions} ORDER BY ${by}
        ) AS first ORDER BY ${by}
      )`,
      { productId, ...values },
    );
  }
}

const IN_REACH =
  'version.productId = :productId AND version.isActive AND version.channel = ANY (CAST(:channels AS varchar[]))';

const TO_ALL = { device: 'NULL', license: 'NULL', channel: 'NULL', now: 'CAST(:now AS timestamptz)' };
const LATEST_OF_EACH = `
  SELECT latest.id FROM unnest(CAST(:productIds AS bigint[])) AS wanted(id) CROSS JOIN LATERAL (
    SELECT own.id FROM product_versions own
    WHERE own.product_id = wanted.id AND own.channel = '${STABLE}' AND own.is_active AND ${offeredSql('own', TO_ALL)}
    ORDER BY own.parts DESC, own.id DESC LIMIT 1
  ) AS latest
`;
