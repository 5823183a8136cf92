import { Get, Param, Post, Query } from '@nestjs/common';
import { isEmail, ValidateBy } from 'class-validator';
import type { VNode } from 'preact';
import {
  Authorized,
  type FormValues,
  IsName,
  IsOneLine,
  IsSearchFilter,
  IsText,
  MayBeMissing,
  UuidPipe,
} from '../../../core/common';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { LicenseUsersService, type LicenseWithUsage } from '../../../core/licensing';
import { identifierOf, type License, type LicenseUser } from '../../../core/licenses';
import { texts } from '../../../core/i18n';
import { Button, ButtonLink, PostButton } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { FieldGroups } from '../../../pages/components/field-groups';
import { Results, SearchForm, withQuery } from '../../../pages/components/filters';
import { ErrorSummary, Form } from '../../../pages/components/form';
import { Rows } from '../../../pages/components/list-page';
import { rangeOf } from '../../../pages/components/list-pager';
import { trailPages } from '../../../pages/components/list-pages';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Cut } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { FormState } from '../../../pages/kit/form-state';
import { type FormGroups, labeled } from '../../../pages/kit/form-table';
import { EmptyIsMissing } from '../../../pages/kit/optional-field';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { submitFields } from '../../../pages/kit/submit-form';
import { placeOf, userPath, verbPath } from './license-paths';
import { PathLicense } from './path-license';

const USERS_PER_PAGE = 50;

export class UserListQueryDto extends CursorPageDto {
  @EmptyIsMissing()
  @IsSearchFilter('user')
  q?: string;
}

function IsIdentifier(): PropertyDecorator {
  return ValidateBy({
    name: 'isIdentifier',
    validator: {
      validate: (text) => typeof text === 'string' && (isEmail(text) || !text.includes('@')),
    },
  });
}

export class AssignUserFormDto {
  /** An e-mail address, or an id without `@`. */
  @IsName()
  @IsOneLine()
  @IsIdentifier()
  user!: string;

  @MayBeMissing()
  @IsText(255)
  name?: string;
}

const ASSIGNED: FormGroups = [
  {
    rows: [
      [
        { name: 'user', textKey: 'identifier' },
        { name: 'name', isOptional: true, empty: 'missing' },
      ],
    ],
  },
];

/** The users of a license. */
@ConsoleController('license/edit/:id/users')
export class LicenseUsersPageController {
  constructor(private readonly users: LicenseUsersService) {}

  @Get()
  @Authorized(Permission.LicensesRead)
  showUsers(@PathLicense() { license }: LicenseWithUsage, @Query() query: UserListQueryDto): Promise<Page> {
    return this.page(license, FormState.empty(), query);
  }

  @Post()
  @Authorized(Permission.LicensesWrite)
  assignUser(@PathLicense() { license }: LicenseWithUsage, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('licenseUsers');
    return submitFields({
      body,
      groups: ASSIGNED,
      texts: t,
      input: AssignUserFormDto,
      messages: { USERS_EXHAUSTED: t.exhausted },
      submit: async ({ user, name }) => {
        const { user: assigned, isNew } = await this.users.assign(license.uid, identifierOf(user), name);
        const text = isNew ? t.assigned({ user: assigned.identifier }) : t.known({ user: assigned.identifier });
        return SeeOther.done(verbPath(license.uid, 'users'), text);
      },
      show: (form) => this.page(license, form),
    });
  }

  @Post(':user/remove')
  @Authorized(Permission.LicensesWrite)
  async removeUser(
    @PathLicense() { license: { uid } }: LicenseWithUsage,
    @Param('user', UuidPipe) user: string,
  ): Promise<SeeOther> {
    await this.users.remove(uid, user);
    return SeeOther.done(verbPath(uid, 'users'), texts('licenseUsers').removed);
  }

  private async page(license: License, form: FormState, { q, ...place }: UserListQueryDto = {}): Promise<Page> {
    const t = texts('licenseUsers');
    const { total } = await this.users.latestOf(license, 1);
    const { rows, next } = await this.users.list(license.uid, { limit: USERS_PER_PAGE, after: place.after }, q);
    const canWrite = isPermitted(currentCaller(), Permission.LicensesWrite);
    const { crumbs, action } = placeOf(license, 'users');
    const list = { rows, pages: trailPages(place, next, USERS_PER_PAGE) };
    const count = t.count({ assigned: total ?? 0, limit: license.maxUsers });
    return detailPage({
      title: t.title,
      width: 'form',
      crumbs,
      lead: `${count}. ${t.lead}`,
      above: <ErrorSummary form={form} title={t.notDone} />,
      main: (
        <>
          {canWrite && <AssignForm action={action} form={form} />}
          <div class="section">
            <SearchForm action={action} label={t.search} placeholder={t.placeholder} value={q ?? ''} />
            <Results summary={rangeOf(list)}>
              {rows.length === 0 ? (
                <p class="unset">{q === undefined ? t.none : t.nobody({ q })}</p>
              ) : (
                <Rows
                  title={t.title}
                  {...list}
                  columns={columnsOf(license.uid, canWrite)}
                  order={texts('lists').newestFirst}
                  path={action}
                  query={{ q }}
                />
              )}
            </Results>
          </div>
        </>
      ),
    });
  }
}

function AssignForm({ action, form }: { readonly action: string; readonly form: FormState }): VNode {
  const t = texts('licenseUsers');
  return (
    <Section id="assign" title={t.assignTitle}>
      <Form action={action}>
        <FieldGroups form={form} groups={labeled(ASSIGNED, t)} />
        <div class="actions">
          <Button look="primary" icon="user-plus" text={t.assign} />
        </div>
      </Form>
    </Section>
  );
}

/** @param license uid */
function columnsOf(license: string, canWrite: boolean): (Column<LicenseUser> | false)[] {
  const t = texts('licenseUsers');
  return [
    {
      head: t.user,
      width: 40,
      onCard: 'title',
      cell: ({ identifier, name }) => (
        <a href={withQuery('/console/licenses', { user: identifier })}>
          <Cut text={name ?? identifier} note={name === null ? undefined : identifier} />
        </a>
      ),
    },
    {
      head: t.by,
      onCard: 'left',
      cell: ({ createdAt, assignedBy }) => (
        <>
          <Time at={createdAt} as="age" />
          <span class="row-note">{assignedBy === 'admin' ? t.byAdmin : t.byUse}</span>
        </>
      ),
    },
    canWrite && {
      head: t.action,
      isRight: true,
      onCard: 'right',
      cell: ({ uid, identifier }) => (
        <span class="row-actions">
          <ButtonLink
            isSmall
            href={userPath(license, uid, 'move')}
            label={t.moveOf({ user: identifier })}
            text={t.move}
          />
          <PostButton
            isSmall
            action={userPath(license, uid, 'remove')}
            label={t.removeOf({ user: identifier })}
            text={t.remove}
          />
        </span>
      ),
    },
  ];
}
