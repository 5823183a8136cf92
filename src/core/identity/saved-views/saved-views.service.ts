import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { User } from '../users/user.entity';
import { DefaultView } from './default-view.entity';
import { SavedView } from './saved-view.entity';

/** Views of one list that a user may have. */
const MAX_VIEWS = 50;
/** Views of others that a list shows. */
const MAX_SHARED = 100;
/** Views of others that the page of all views shows. */
const MAX_SHARED_IN_ALL = 500;

/** A view as a user sees it. */
export interface VisibleView extends Pick<SavedView, 'id' | 'list' | 'name' | 'query' | 'isShared'> {
  readonly isOwn: boolean;
  /** User name of the owner. */
  readonly owner: string;
  /** The list opens with it for this user. */
  readonly isDefault: boolean;
}

export interface ViewInput {
  readonly name: string;
  readonly isShared: boolean;
  /** Whether the list is to open with it for this user. */
  readonly isDefault: boolean;
}

type NewView = ViewInput & Pick<SavedView, 'list' | 'query'>;

/** Stores views of lists, which are filters with a name, for a user or for all. */
@Injectable()
export class SavedViewsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The user's views of a list in their order, then those that others share, by name. */
  ofList(user: User, list: string): Promise<VisibleView[]> {
    return this.visible(user)
      .andWhere('view.list = :list', { list })
      .orderBy('"isOwn"', 'DESC')
      .addOrderBy('CASE WHEN view.userId = :me THEN view.position END')
      .addOrderBy('view.name')
      .addOrderBy('view.id')
      .limit(MAX_VIEWS + MAX_SHARED)
      .getRawMany<VisibleView>();
  }

  /** The views of these lists, at most 500 of other users. */
  async ofLists(user: User, lists: readonly string[]): Promise<VisibleView[]> {
    const views = this.visible(user).andWhere('view.list = ANY (:lists)', { lists }).orderBy('view.list');
    const own = views.clone().andWhere('view.userId = :me').addOrderBy('view.position').addOrderBy('view.id');
    const shared = views.andWhere('view.userId <> :me').addOrderBy('view.name').addOrderBy('view.id');
    return [
      ...(await own.limit(lists.length * MAX_VIEWS).getRawMany<VisibleView>()),
      ...(await shared.limit(MAX_SHARED_IN_ALL).getRawMany<VisibleView>()),
    ];
  }

  /** Finds views that others share, too. */
  async get(user: User, id: string): Promise<VisibleView> {
    const view = await this.visible(user).andWhere('view.id = :id', { id }).getRawOne<VisibleView>();
    if (!view) {
      throw problem('SAVED_VIEW_NOT_FOUND');
    }
    return view;
  }

  async create(user: User, { isDefault, ...input }: NewView): Promise<string> {
    return this.changeViews(user, async (manager) => {
      const { list, name } = input;
      const own = await manager.find(SavedView, { where: { userId: user.id, list }, select: { position: true } });
      if (own.length >= MAX_VIEWS) {
        throw problem('TOO_MANY_SAVED_VIEWS', { count: MAX_VIEWS });
      }
      const position = 1 + Math.max(0, ...own.map((one) => one.position));
      const now = this.clock.now();
      const times = { createdAt: now, updatedAt: now };
      const view = manager.create(SavedView, { ...input, ...times, userId: user.id, nameKey: keyOf(name), position });
      const { id } = await refuseSameName(manager.save(view));
      await setDefault(manager, user, { id, list }, isDefault);
      return id;
    });
  }

  /** Changes a view of the user. Others no longer open the list with a view that is not shared any more. */
  async change(user: User, id: string, { isDefault, ...input }: ViewInput): Promise<void> {
    await this.changeViews(user, async (manager) => {
      const view = await this.own(user, id);
      const change = { ...input, nameKey: keyOf(input.name), updatedAt: this.clock.now() };
      await refuseSameName(manager.update(SavedView, { id }, change));
      if (!input.isShared) {
        await manager.query('DELETE FROM default_views WHERE view_id = $1 AND user_id <> $2', [id, user.id]);
      }
      await setDefault(manager, user, view, isDefault);
    });
  }

  /** Gives a view of the user another search, other filters and columns. */
  async replace(user: User, id: string, query: string): Promise<VisibleView> {
    return this.changeViews(user, async (manager) => {
      const view = await this.own(user, id);
      await manager.update(SavedView, { id }, { query, updatedAt: this.clock.now() });
      return view;
    });
  }

  /** Makes a visible view the one with which the list opens for the user, or no longer. */
  async open(user: User, id: string, isDefault: boolean): Promise<void> {
    await this.changeViews(user, async (manager) =>
      setDefault(manager, user, await this.lockedForOthers(manager, user, id), isDefault),
    );
  }

  /** Moves a view of the user one place up or down among those of its list. */
  async move(user: User, id: string, step: -1 | 1): Promise<void> {
    await this.changeViews(user, async (manager) => {
      const { list } = await this.own(user, id);
      const own = await manager.find(SavedView, {
        where: { userId: user.id, list },
        select: { id: true },
        order: { position: 'ASC', id: 'ASC' },
      });
      const ids = own.map((one) => one.id);
      const from = ids.indexOf(id);
      const to = Math.min(Math.max(from + step, 0), ids.length - 1);
      ids.splice(to, 0, ...ids.splice(from, 1));
      await manager.query(
        'UPDATE saved_views SET position = place FROM unnest($1::uuid[]) WITH ORDINALITY AS new (id, place) WHERE saved_views.id = new.id',
        [ids],
      );
    });
  }

  /** @param canDeleteShared whether the user may delete views that others share */
  async delete(user: User, id: string, canDeleteShared: boolean): Promise<void> {
    const view = await this.get(user, id);
    if (!view.isOwn && !canDeleteShared) {
      throw problem('SAVED_VIEW_NOT_FOUND');
    }
    // Unless its owner has stopped to share it meanwhile.
    await this.work.manager.query('DELETE FROM saved_views WHERE id = $1 AND (user_id = $2 OR is_shared)', [
      id,
      user.id,
    ]);
  }

  private visible({ id: me }: User): SelectQueryBuilder<SavedView> {
    return this.work.manager
      .createQueryBuilder(SavedView, 'view')
      .innerJoin('view.user', 'owner')
      .leftJoin(DefaultView, 'first', 'first.userId = :me AND first.list = view.list AND first.viewId = view.id')
      .select(['view.id AS id', 'view.list AS list', 'view.name AS name', 'view.query AS query'])
      .addSelect('view.isShared', 'isShared')
      .addSelect('view.userId = :me', 'isOwn')
      .addSelect('owner.username', 'owner')
      .addSelect('first.viewId IS NOT NULL', 'isDefault')
      .where('(view.userId = :me OR view.isShared)', { me });
  }

  private async own(user: User, id: string): Promise<VisibleView> {
    const view = await this.get(user, id);
    if (!view.isOwn) {
      throw problem('SAVED_VIEW_NOT_FOUND');
    }
    return view;
  }

  /** Its owner cannot stop to share the view until the transaction ends. */
  private async lockedForOthers(manager: EntityManager, user: User, id: string): Promise<VisibleView> {
    await manager.query('SELECT 1 FROM saved_views WHERE id = $1 FOR SHARE', [id]);
    return this.get(user, id);
  }

  /** The changes of one user's views are made one after the other. */
  private changeViews<T>(user: User, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.work.run(async (manager) => {
      await manager.findOneOrFail(User, { where: { id: user.id }, lock: { mode: 'for_no_key_update' } });
      return work(manager);
    });
  }
}

async function setDefault(
  manager: EntityManager,
  user: User,
  { id, list }: Pick<SavedView, 'id' | 'list'>,
  isDefault: boolean,
): Promise<void> {
  if (isDefault) {
    await manager.upsert(DefaultView, { userId: user.id, list, viewId: id }, ['userId', 'list']);
  } else {
    await manager.delete(DefaultView, { userId: user.id, list, viewId: id });
  }
}

function keyOf(name: string): string {
  return name.normalize().toLowerCase();
}

function refuseSameName<T>(saving: Promise<T>): Promise<T> {
  return onUniqueViolation(saving, 'SAVED_VIEW_NAME_TAKEN', { constraint: 'saved_views_name_unique', field: 'name' });
}
