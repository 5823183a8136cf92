import { Injectable } from '@nestjs/common';
import { refuseDotSegments } from '../../common/validation/dot-segment';
import { isUUID } from 'class-validator';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { productScope } from '../../identity/permissions/caller';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { uidNamed } from '../../platform/database/id-or-name';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Group } from './group.entity';

export type GroupChange = Partial<Pick<Group, 'name' | 'maxLicenses' | 'maxActivations' | 'maxUsers'>>;
export type NewGroup = GroupChange & Pick<Group, 'name'>;

/** Creates, lists, changes and deletes groups. A group can have licenses of several products: a product-scoped API key has no access. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async create(input: NewGroup): Promise<Group> {
    refuseScopedKeys();
    refuseDotSegments({ name: input.name });
    const stamp = { createdAt: this.clock.now(), updatedAt: this.clock.now() };
    const limits = { maxLicenses: null, maxActivations: null, maxUsers: null };
    return this.work.create(
      'group.created',
      this.work.manager.create(Group, { ...limits, ...defined(input), ...stamp }),
    );
  }

  /** @param q part of the name */
  list(page: PageRequest, q?: string): Promise<Page<Group>> {
    const query = this.query();
    if (q !== undefined) {
      query.where(SEARCH, { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** @param id uid, or a name that only one group has */
  async get(id: string): Promise<Group> {
    return found(await (await this.identified(id)).getOne());
  }

  /** Those that exist. */
  getEach(uids: readonly string[]): Promise<Group[]> {
    return this.query().where('group.uid = ANY (:uids)', { uids }).getMany();
  }

  /** Keeps the group from being deleted until the end of the transaction. */
  async getKept(id: string): Promise<Group> {
    return found(await (await this.identified(id)).setLock('for_key_share').getOne());
  }

  /** A lower limit takes nothing away, but admits nothing more. */
  change(id: string, change: GroupChange): Promise<Group> {
    return this.work.run(async () => {
      refuseDotSegments({ name: change.name });
      const columns = { ...defined(change), updatedAt: this.clock.now() };
      return this.work.update('group.updated', await this.getLocked(id), columns);
    });
  }

  async delete(id: string): Promise<void> {
    await this.work.run(async () => {
      const group = await this.getLocked(id);
      try {
        await this.work.remove('group.deleted', Group, group);
      } catch (error) {
        throw isForeignKeyViolation(error) ? problem('GROUP_IN_USE') : error;
      }
    });
  }

  private async getLocked(id: string): Promise<Group> {
    return found(await (await this.identified(id)).setLock('for_no_key_update').getOne());
  }

  private async identified(id: string): Promise<SelectQueryBuilder<Group>> {
    const uid = isUUID(id) ? id : ((await uidNamed(this.query(), 'name', id, 'GROUP_NAME_AMBIGUOUS')) ?? null);
    return this.query().where('group.uid = :uid', { uid });
  }

  private query(): SelectQueryBuilder<Group> {
    refuseScopedKeys();
    return this.work.manager.createQueryBuilder(Group, 'group');
  }
}

const SEARCH = foundAmongNewest({ alias: 'group', table: 'groups', match: 'newest.name ILIKE :q' });

function refuseScopedKeys(): void {
  if (productScope() !== undefined) {
    throw problem('GROUPS_FORBIDDEN');
  }
}

function found(group: Group | null): Group {
  if (!group) {
    throw problem('GROUP_NOT_FOUND');
  }
  return group;
}
