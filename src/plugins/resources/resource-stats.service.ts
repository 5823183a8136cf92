import { Injectable } from '@nestjs/common';
import { productScope } from '../../core/identity';
import { UnitOfWork } from '../../core/platform';
import type { Resource } from './resource.entity';
import { ResourcesService } from './resources.service';

export interface ResourceCounts {
  readonly total: number;
  readonly allocated: number;
  readonly available: number;
}

export interface ResourceStats extends ResourceCounts {
  /** Counts by type, the most frequent first; `OTHER_TYPES` is the sum of the types beyond the first 1,000. */
  readonly byType: readonly (readonly [type: string, counts: ResourceCounts])[];
}

export interface ResourceAvailability {
  /** Number of available resources of the type. */
  readonly count: number;
  /** The available resources that were there first, as many as needed. */
  readonly resources: readonly Resource[];
}

/** No type is empty. */
const OTHER_TYPES = '';
const MAX_TYPES = 1_000;

/** Counts resources. */
@Injectable()
export class ResourceStatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly resources: ResourcesService,
  ) {}

  /** Counted in one statement, so that the types add up to the total. A product-scoped API key counts those it sees. */
  async stats(): Promise<ResourceStats> {
    const rows = await this.work.manager.query<(ResourceCounts & { type: string })[]>(COUNT_BY_TYPE, [
      MAX_TYPES,
      OTHER_TYPES,
      productScope() ?? null,
    ]);
    const sum = (name: keyof ResourceCounts) => rows.reduce((total, row) => total + row[name], 0);
    const byType = rows.map(({ type, ...counts }) => [type, counts] as const);
    return { total: sum('total'), allocated: sum('allocated'), available: sum('available'), byType };
  }

  /** @param needed maximum number of resources to return */
  async availability(type: string, needed: number): Promise<ResourceAvailability> {
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(COUNT_AVAILABLE, [type]);
    return { count, resources: await this.resources.firstAvailable(type, needed) };
  }
}

const COUNT_AVAILABLE = `SELECT count(*) FROM resources WHERE type = $1 AND status = 'available'`;

const COUNT_BY_TYPE = `
  WITH counted AS (
    SELECT type, count(*) AS total, count(*) FILTER (WHERE status = 'allocated') AS allocated
    FROM resources
    WHERE $3::bigint[] IS NULL OR status = 'available' OR id IN (
      SELECT resource_id FROM resource_allocations allocation JOIN licenses ON licenses.id = allocation.license_id
      WHERE allocation.released_at IS NULL AND licenses.product_id = ANY ($3)
    )
    GROUP BY type
  ), ranked AS (
    SELECT *, row_number() OVER (ORDER BY total DESC, type) AS rank FROM counted
  )
  SELECT CASE WHEN rank <= $1 THEN type ELSE $2 END AS type, sum(total)::bigint AS total,
         sum(allocated)::bigint AS allocated, sum(total - allocated)::bigint AS available
  FROM ranked GROUP BY 1 ORDER BY min(rank)
`;
