import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock, defined, type OneOrMore, type Page, type PageRequest, problem } from '../../core/common';
import { productScope } from '../../core/identity';
import { nameSearch, readPage, searchPattern, UnitOfWork, whereAnyOf, whereNamed } from '../../core/platform';
import { foundAmongNewest, onUniqueViolation } from '../../core/platform/internal';
import { LICENSE_NAMES } from '../../core/licenses';
import { ResourceAllocation } from './resource-allocation.entity';
import { columnOf, Resource, type ResourceId, type ResourceStatus } from './resource.entity';
import { refuseProductScope, resourcesNotFound } from './resource.errors';

export type NewResource = Pick<Resource, 'type' | 'identifier'>;

/** Limits concurrent allocations and releases, which may wait for many locks. */
export const ALLOCATIONS = 'resource allocations';

/** All given filters must match. */
export interface ResourceFilter {
  readonly type?: OneOrMore<string>;
  readonly status?: OneOrMore<ResourceStatus>;
  /** Uid or key of the license that holds the resource. */
  readonly license?: OneOrMore<string>;
  /** Text in the identifier. */
  readonly search?: string;
}

/** Creates, reads, changes and deletes resources. */
@Injectable()
export class ResourcesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async create(input: NewResource): Promise<Resource> {
    refuseProductScope('RESOURCE_CREATION_FORBIDDEN');
    const now = this.clock.now();
    const resource = this.work.manager.create(Resource, {
      ...input,
      status: 'available',
      createdAt: now,
      updatedAt: now,
    });
    return refuseDuplicate(this.work.create('resource.created', resource));
  }

  list(page: PageRequest, filter: ResourceFilter = {}): Promise<Page<Resource>> {
    const query = this.query();
    applyFilter(query, filter);
    return readPage(query, page);
  }

  /** The resources that a license holds. */
  listOf(licenseId: number, page: PageRequest): Promise<Page<Resource>> {
    return readPage(this.query().andWhere('allocation.licenseId = :licenseId', { licenseId }), page);
  }

  async get(uid: string): Promise<Resource> {
    return found(await this.query().andWhere('resource.uid = :uid', { uid }).getOne());
  }

  /** The resources with these ids; unknown ids are omitted. */
  async getMany(ids: readonly number[]): Promise<Resource[]> {
    return ids.length === 0
      ? []
      : this.query().andWhere('resource.id = ANY (:ids)', { ids }).orderBy('resource.id').getMany();
  }

  /** The available resources of a type that were created first. */
  firstAvailable(type: string, limit: number): Promise<Resource[]> {
    const query = this.query();
    applyFilter(query, { type, status: 'available' });
    return query.orderBy('resource.id').limit(limit).getMany();
  }

  change(uid: string, change: Partial<NewResource>): Promise<Resource> {
    return this.work.run(async () => {
      refuseProductScope('RESOURCE_CHANGE_FORBIDDEN');
      const resource = await this.getLocked(uid);
      const changed = { ...defined(change), updatedAt: this.clock.now() };
      return refuseDuplicate(this.work.update('resource.updated', resource, changed));
    });
  }

  /** Also deletes its history. Refused while a license holds it. */
  async delete(uid: string): Promise<void> {
    await this.work.run(async () => {
      refuseProductScope('RESOURCE_DELETION_FORBIDDEN');
      const resource = await this.getLocked(uid);
      if (resource.status === 'allocated') {
        throw problem('RESOURCE_IN_USE');
      }
      await this.work.remove('resource.deleted', Resource, resource);
    });
  }

  /**
   * Which licenses held the resource, and when. A product-scoped API key sees those of its product that still exist.
   * @param q part of the license key
   */
  async history(uid: string, page: PageRequest, q?: string): Promise<Page<ResourceAllocation>> {
    const { id } = await this.get(uid);
    const query = this.work.manager
      .createQueryBuilder(ResourceAllocation, 'allocation')
      .where('allocation.resourceId = :id', { id });
    if (q !== undefined) {
      query.andWhere(SEARCH_IN_ALLOCATIONS, { q: searchPattern(q) });
    }
    const scope = productScope();
    return readPage(scope === undefined ? query : query.andWhere(OF_PRODUCT, { scope }), page);
  }

  /**
   * Locks the rows in the order of their ids, which prevents deadlocks, and reads them under the lock.
   * @throws resourcesNotFound if any does not exist
   */
  async getManyLocked(ids: readonly ResourceId[]): Promise<Resource[]> {
    const column = columnOf(ids);
    const locked = await this.work.manager.query<{ id: number }[]>(
      `SELECT id FROM resources WHERE ${column} = ANY ($1) ORDER BY id FOR NO KEY UPDATE`,
      [ids],
    );
    const resources = await this.getMany(locked.map(({ id }) => id));
    const known = new Set(resources.map((resource) => String(resource[column])));
    const unknown = ids.filter((id) => !known.has(String(id).toLowerCase()));
    if (unknown.length > 0) {
      throw resourcesNotFound(unknown);
    }
    return resources;
  }

  private async getLocked(uid: string): Promise<Resource> {
    await this.work.manager.query('SELECT id FROM resources WHERE uid = $1 FOR NO KEY UPDATE', [uid]);
    return this.get(uid);
  }

  /** Resources visible to the caller, with their open allocations: a product-scoped API key does not see other products'. */
  private query(): SelectQueryBuilder<Resource> {
    const query = this.work.manager
      .createQueryBuilder(Resource, 'resource')
      .leftJoinAndMapOne(
        'resource.allocation',
        ResourceAllocation,
        'allocation',
        'allocation.resourceId = resource.id AND allocation.releasedAt IS NULL',
      );
    const scope = productScope();
    return scope === undefined ? query : query.where(`(resource.status = 'available' OR ${OF_PRODUCT})`, { scope });
  }
}

// Not EXISTS: for a long list, the planner would read all licenses of the product first.
const OF_PRODUCT = '(SELECT product_id FROM licenses WHERE licenses.id = allocation.licenseId) = ANY (:scope)';

const SEARCH_IN_ALLOCATIONS = foundAmongNewest({
  alias: 'allocation',
  table: 'resource_allocations',
  where: 'resource_id = :id',
  match: 'newest.license_key ILIKE :q',
});

function applyFilter(query: SelectQueryBuilder<Resource>, { type, status, license, search }: ResourceFilter): void {
  whereAnyOf(query, { type, status });
  whereNamed(query, 'allocation.licenseId', license, LICENSE_NAMES);
  if (search !== undefined) {
    const { narrowed } = nameSearch(search);
    query.andWhere(narrowed('resources', 'resource', 'resource.identifier ILIKE :search'), {
      search: searchPattern(search),
      paired: search,
    });
  }
}

function refuseDuplicate(saving: Promise<Resource>): Promise<Resource> {
  return onUniqueViolation(saving, 'RESOURCE_TAKEN', {
    constraint: 'resources_type_identifier_unique',
    field: 'identifier',
  });
}

function found(resource: Resource | null): Resource {
  if (!resource) {
    throw problem('RESOURCE_NOT_FOUND');
  }
  return resource;
}
