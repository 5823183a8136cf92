import { Body, Get, Post, Query } from '@nestjs/common';
import { PickType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import {
  Authorized,
  type FieldProblem,
  InvalidRequest,
  IsName,
  IsOneLine,
  IsText,
  problem,
} from '../../../core/common';
import { texts } from '../../../core/i18n';
import { CurrentCaller, isPermitted, type LoggedIn, Permission } from '../../../core/identity';
import { SavedViewsService } from '../../../core/identity/internal';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { withQuery } from '../../../pages/components/filters';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { isAt, type SavedList, savedListsFor } from '../frame/saved-lists';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormGroups } from '../../../pages/kit/form-table';
import { viewPath, viewQuery, VIEWS_PATH } from '../../../pages/kit/list-address';
import { Page, type PageForm, SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { aboutView, Replacing, viewsPage } from './saved-views.view';

const MAX_QUERY = 2_000;

/** Whoever manages people may delete what others share. */
const DELETES_SHARED = Permission.UsersWrite;

const SHARES = 'shared-views:write';

class NewViewQueryDto {
  @IsName(64)
  list!: string;

  @IsOptional()
  @IsText(MAX_QUERY)
  query: string = '';

  /** The address of a list that has several. */
  @IsOptional()
  @IsText(200)
  from?: string;
}

class ViewDto {
  @IsName(100)
  @IsOneLine()
  name!: string;

  @IsBoolean()
  is_shared: boolean = false;

  @IsBoolean()
  is_default: boolean = false;
}

class FromDto extends PickType(NewViewQueryDto, ['from']) {}

class QueryDto {
  @IsText(MAX_QUERY)
  query: string = '';
}

class MoveDto {
  @IsIn(['up', 'down'])
  to!: 'up' | 'down';
}

class OpenDto {
  @IsIn(['1', '0'])
  first!: '1' | '0';
}

/** The viewer's views of lists, and those that others share. */
@ConsoleController(VIEWS_PATH)
@Authorized(Permission.OwnSession)
export class SavedViewsController {
  constructor(private readonly views: SavedViewsService) {}

  @Get()
  async showViews(@CurrentCaller() caller: LoggedIn): Promise<Page> {
    const lists = savedListsFor(caller);
    const views = await this.views.ofLists(
      caller.user,
      lists.map(({ list }) => list),
    );
    return viewsPage(lists, views, isPermitted(caller, DELETES_SHARED));
  }

  @FormRoute('new')
  async saveView(
    @CurrentCaller() caller: LoggedIn,
    @Query() { list: name, query: sent, from }: NewViewQueryDto,
  ): Promise<PageForm> {
    const t = texts('views');
    const list = listOf(caller, name);
    const path = pathOf(list, from);
    const query = viewQuery(sent);
    const canShare = isPermitted(caller, SHARES);
    const own = (await this.views.ofList(caller.user, name)).filter(({ isOwn }) => isOwn);
    return new EditForm({
      title: t.saveTitle,
      lead: t.saveLead,
      crumbs: [{ title: list.title, href: path }],
      about: aboutView(list, query),
      action: withQuery(`${VIEWS_PATH}/new`, { list: name, query, from }),
      groups: viewFields(canShare),
      texts: t,
      verb: t.saveVerb,
      cancel: viewPath(path, query),
      below: own.length > 0 && <Replacing views={own} query={query} from={from} />,
      input: ViewDto,
      check: () => Promise.resolve(isTooLong(query) ? [tooLong()] : []),
      submit: async ({ name, is_shared, is_default }) => {
        const isShared = is_shared && canShare;
        await this.views.create(caller.user, { list: list.list, query, name, isShared, isDefault: is_default });
        return SeeOther.done(viewPath(path, query), t.saved({ name }));
      },
    });
  }

  @FormRoute(':id')
  async editView(@CurrentCaller() caller: LoggedIn, @Id() id: string): Promise<PageForm> {
    const t = texts('views');
    const view = await this.views.get(caller.user, id);
    const list = listOf(caller, view.list);
    if (!view.isOwn) {
      throw problem('SAVED_VIEW_NOT_FOUND');
    }
    const canShare = view.isShared || isPermitted(caller, SHARES);
    return new EditForm({
      title: t.editTitle({ name: view.name }),
      crumbs: crumbs(),
      actions: [{ title: t.delete, href: `${VIEWS_PATH}/${id}/delete`, look: 'danger' }],
      about: aboutView(list, view.query),
      action: `${VIEWS_PATH}/${id}`,
      groups: viewFields(canShare),
      texts: t,
      values: { name: view.name, is_shared: view.isShared, is_default: view.isDefault },
      verb: t.saveVerb,
      cancel: VIEWS_PATH,
      input: ViewDto,
      submit: async ({ name, is_shared, is_default }) => {
        await this.views.change(caller.user, id, { name, isShared: is_shared && canShare, isDefault: is_default });
        return SeeOther.done(VIEWS_PATH, t.changed({ name }));
      },
    });
  }

  @FormRoute(':id/delete')
  async deleteView(@CurrentCaller() caller: LoggedIn, @Id() id: string): Promise<PageForm> {
    const t = texts('views');
    const view = await this.views.get(caller.user, id);
    const { name, query, owner, isOwn } = view;
    const list = listOf(caller, view.list);
    const canDeleteShared = isPermitted(caller, DELETES_SHARED);
    if (!isOwn && !canDeleteShared) {
      throw problem('SAVED_VIEW_NOT_FOUND');
    }
    return new ConfirmForm({
      title: t.deleteTitle({ name }),
      crumbs: crumbs(),
      undo: { isPossible: false, text: isOwn ? t.deleteText : t.deleteOf({ owner }) },
      about: aboutView(list, query),
      action: `${VIEWS_PATH}/${id}/delete`,
      verb: t.deleteVerb,
      keep: { title: t.keep, href: VIEWS_PATH },
      submit: async () => {
        await this.views.delete(caller.user, id, canDeleteShared);
        return SeeOther.done(VIEWS_PATH, t.deleted({ name }));
      },
    });
  }

  /** The view gets the search, filters and columns of another address of its list. */
  @Post(':id/query')
  async replaceQuery(
    @CurrentCaller() caller: LoggedIn,
    @Id() id: string,
    @Query() { from }: FromDto,
    @Body() { query: sent }: QueryDto,
  ): Promise<SeeOther> {
    const query = viewQuery(sent);
    if (isTooLong(query)) {
      throw new InvalidRequest([tooLong()]);
    }
    const { list, name } = await this.views.replace(caller.user, id, query);
    return SeeOther.done(viewPath(pathOf(listOf(caller, list), from), query), texts('views').changed({ name }));
  }

  @Post(':id/move')
  async moveView(@CurrentCaller() { user }: LoggedIn, @Id() id: string, @Body() { to }: MoveDto): Promise<SeeOther> {
    await this.views.move(user, id, to === 'up' ? -1 : 1);
    return new SeeOther(VIEWS_PATH);
  }

  /** The list opens with this view, or no longer. */
  @Post(':id/open')
  async openWithView(
    @CurrentCaller() caller: LoggedIn,
    @Id() id: string,
    @Body() { first }: OpenDto,
  ): Promise<SeeOther> {
    const t = texts('views');
    const view = await this.views.get(caller.user, id);
    const { title } = listOf(caller, view.list);
    await this.views.open(caller.user, id, first === '1');
    const { name } = view;
    return SeeOther.done(
      VIEWS_PATH,
      first === '1' ? t.opensWith({ list: title, name }) : t.opensWhole({ list: title }),
    );
  }
}

function listOf(caller: LoggedIn, name: string): SavedList {
  const list = savedListsFor(caller).find((one) => one.list === name);
  if (!list) {
    throw problem('PAGE_NOT_FOUND');
  }
  return list;
}

function pathOf(list: SavedList, from: string | undefined): string {
  return from !== undefined && isAt(list, from) ? from : list.path;
}

function isTooLong(query: string): boolean {
  return query.length > MAX_QUERY;
}

function tooLong(): FieldProblem {
  return { field: 'name', reason: 'long', message: texts('views').tooLong, isTranslated: true };
}

function crumbs() {
  return [{ title: texts('views').manage, href: VIEWS_PATH }];
}

function viewFields(canShare: boolean): FormGroups {
  return [
    {
      rows: [
        { name: 'name', hasFocus: true },
        ...(canShare ? [{ name: 'is_shared', kind: 'flag' as const, textKey: 'shareIt' }] : []),
        { name: 'is_default', kind: 'flag', textKey: 'openIt' },
      ],
    },
  ];
}
