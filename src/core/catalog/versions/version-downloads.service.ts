import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { OfferSubject } from './rollout';

/** Number of downloads of a version on a day. */
export interface DownloadsOfDay {
  readonly versionId: number;
  /** A calendar date, `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  readonly downloads: number;
}

/** Counts finished downloads with a license by version and day in UTC. A device counts once a day. */
@Injectable()
export class VersionDownloadsService {
  private readonly logger = new Logger(VersionDownloadsService.name);

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Counts a download after its last byte was sent; a failure is logged. */
  countSent(versionId: number, subject: OfferSubject): void {
    this.count(versionId, subject).catch((error: unknown) => this.logger.error(error));
  }

  async count(versionId: number, { license = '', device = '' }: OfferSubject): Promise<void> {
    const downloader = createHash('sha256').update(`${license} ${device}`).digest('hex');
    await this.work.manager.query(COUNT, [versionId, this.today(), downloader]);
  }

  /** Downloads in the last days, including today. Days without downloads are omitted. */
  ofVersions(versionIds: readonly number[], days: number): Promise<DownloadsOfDay[]> {
    return this.work.manager.query(OF_VERSIONS, [versionIds, this.firstOf(days)]);
  }

  /** Like `ofVersions`, for all versions of a product. */
  ofProduct(productId: number, days: number): Promise<DownloadsOfDay[]> {
    return this.work.manager.query(OF_PRODUCT, [productId, this.firstOf(days)]);
  }

  /** The last days in UTC, oldest first, today included. */
  lastDays(days: number): string[] {
    const now = this.clock.now().getTime();
    return Array.from({ length: days }, (_, index) => dayOf(new Date(now - (days - 1 - index) * DAY)));
  }

  /** Devices are known only for the day on which they count. */
  async sweep(): Promise<void> {
    await this.work.manager.query('DELETE FROM version_downloads WHERE day < $1', [this.today()]);
  }

  private today(): string {
    return dayOf(this.clock.now());
  }

  private firstOf(days: number): string {
    return dayOf(new Date(this.clock.now().getTime() - (days - 1) * DAY));
  }
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The version can be deleted while its file is sent. */
const COUNT = `
  WITH first AS (
    INSERT INTO version_downloads (version_id, day, downloader)
    SELECT id, CAST($2 AS date), $3 FROM product_versions WHERE id = $1 FOR KEY SHARE
    ON CONFLICT DO NOTHING RETURNING version_id, day
  )
  INSERT INTO version_download_counts AS counts (version_id, day, downloads) SELECT version_id, day, 1 FROM first
  ON CONFLICT (version_id, day) DO UPDATE SET downloads = counts.downloads + 1`;

const DAYS = 'SELECT version_id AS "versionId", day::text, downloads FROM version_download_counts';

const OF_VERSIONS = `${DAYS} WHERE version_id = ANY ($1::bigint[]) AND day >= $2 ORDER BY day, version_id`;

const OF_PRODUCT = `${DAYS} JOIN product_versions ON id = version_id WHERE product_id = $1 AND day >= $2 ORDER BY day, version_id`;
