import { Injectable } from '@nestjs/common';
import {
  OfferedVersionsService,
  type Product,
  ProductsService,
  type ProductVersion,
  VersionDownloadsService,
  type VersionFilter,
  VersionsService,
} from '../../../../core/catalog';
import { type DownloadsOfDay, VersionRolloutsService } from '../../../../core/catalog/internal';
import { VersionUseService } from './version-use.service';
import { ROWS_PER_PAGE } from '../../../../pages/kit/list-query.dto';
import { type VersionListQueryDto } from './version-query.dto';

/** Days of the column of downloads. */
const DOWNLOAD_DAYS = 30;
/** Days of the chart of downloads. */
const CHART_DAYS = 14;

/** The data of the page with a product's versions. */
export type VersionListFacts = Awaited<ReturnType<VersionListService['read']>>;

/** Reads the data of the page with a product's versions. */
@Injectable()
export class VersionListService {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly rollouts: VersionRolloutsService,
    private readonly offers: OfferedVersionsService,
    private readonly downloads: VersionDownloadsService,
    private readonly uses: VersionUseService,
  ) {}

  async read(id: string, query: VersionListQueryDto) {
    const product = await this.products.get(id);
    const rolling = await this.rollouts.rollingOut(product);
    const counts = await this.downloads.ofProduct(product.id, DOWNLOAD_DAYS);
    return {
      product,
      versions: await this.versions.list(id, { page: query.page, perPage: ROWS_PER_PAGE }, filterOf(query)),
      channels: await this.versions.channelsOf(product),
      rolling,
      use: await this.uses.read(product.id),
      downloads: totals(counts),
      chart: await this.chartOf(product, rolling[0], counts),
    };
  }

  /** Downloads of the version that rolls out, else of the latest one, against all others. */
  private async chartOf(product: Product, rolling: ProductVersion | undefined, counts: readonly DownloadsOfDay[]) {
    const version = rolling ?? (await this.offers.latest(product.id));
    const days = this.downloads.lastDays(CHART_DAYS).map((day) => {
      const ofDay = counts.filter((count) => count.day === day);
      const own = ofDay.find(({ versionId }) => versionId === version?.id)?.downloads ?? 0;
      return { day, own, others: ofDay.reduce((sum, { downloads }) => sum + downloads, 0) - own };
    });
    return { version: version?.version ?? null, days };
  }
}

function filterOf({ q, channel, status }: VersionListQueryDto): VersionFilter {
  switch (status) {
    case undefined:
      return { q, channel };
    case 'published':
      return { q, channel, isActive: true };
    case 'draft':
      return { q, channel, isActive: false, isWithdrawn: false };
    case 'withdrawn':
      return { q, channel, isWithdrawn: true };
  }
}

function totals(counts: readonly DownloadsOfDay[]): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const { versionId, downloads } of counts) {
    sums.set(versionId, (sums.get(versionId) ?? 0) + downloads);
  }
  return sums;
}
