import { Get, Query } from '@nestjs/common';
import { Authorized, type FormValues, IsFlag, IsName, MayBeMissing } from '../../../core/common';
import {
  type Caller,
  CurrentCaller,
  isPermitted,
  Permission,
  RolesService,
  SessionsService,
} from '../../../core/identity';
import { IsRole, type UserFilter, UsersService } from '../../../core/identity/internal';
import { addLink } from '../../../pages/components/button';
import { EditForm } from '../../../pages/components/form-page';
import { listPage } from '../../../pages/components/list-page';
import { numberedPages } from '../../../pages/components/list-pages';
import { Cut, RowTitle } from '../../../pages/components/table';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { formatNumber, texts, zoneNote } from '../../../core/i18n';
import { FormRoute } from '../../../pages/kit/form-route';
import { IsPageNumber } from '../../../pages/kit/is-page-number.decorator';
import { EmptyIsMissing, OptionalField } from '../../../pages/kit/optional-field';
import { type Page, type PageForm, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { roleTitle } from '../frame/role-texts';
import {
  areRadios,
  NewPersonDto,
  PASSWORD_FIELD,
  personMessages,
  roleChoices,
  shownPasswordPage,
  NEW_PERSON_PATH,
  PEOPLE_PATH,
  personPath,
} from './person-parts';
import { LastSignIn, SecondFactorBadge } from './person.view';

const PEOPLE_PER_PAGE = 50;

/** Filters and page of the list. An empty search form sends empty texts. */
class PeopleQueryDto implements UserFilter {
  @OptionalField()
  @IsName()
  q?: string;

  @OptionalField()
  @IsRole()
  role?: string;

  @EmptyIsMissing()
  @IsFlag()
  deactivated?: boolean;

  @MayBeMissing()
  @IsPageNumber()
  page: number = 1;
}

/** The list of people, and new ones. */
@ConsoleController('console/people')
export class PeopleListController {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly roles: RolesService,
  ) {}

  @Get()
  @Authorized(Permission.UsersRead)
  async showPeople(@CurrentCaller() caller: Caller, @Query() { page, ...filter }: PeopleQueryDto): Promise<Page> {
    const t = texts('people');
    const { rows, total } = await this.users.list({ page, perPage: PEOPLE_PER_PAGE }, filter);
    const sessions = await this.sessions.countActive(rows);
    const { q, role, deactivated = false } = filter;
    const all = total ?? 0;
    const onlyDeactivated = deactivated && (q ?? role) === undefined;
    return listPage({
      title: t.people,
      lead: `${t.lead} ${zoneNote()}`,
      actions: [isPermitted(caller, Permission.UsersWrite) && addLink(t.add, NEW_PERSON_PATH)],
      path: PEOPLE_PATH,
      query: { q, role, deactivated: deactivated ? 'true' : undefined },
      views: {
        label: t.views,
        field: 'deactivated',
        all: [{ title: t.active }, { value: 'true', title: t.deactivated }],
      },
      search: {
        label: t.search,
        placeholder: t.searchFor,
        filters: [{ field: 'role', title: t.role, values: roleChoices(await this.roles.list()) }],
      },
      rows,
      columns: [
        {
          head: t.person,
          width: 35,
          onCard: 'title',
          cell: ({ uid, username, email }) => (
            <RowTitle href={personPath(uid)} title={username} note={email ?? undefined} />
          ),
        },
        { head: t.role, onCard: 'status', cell: (person) => <Cut text={roleTitle(person.role)} /> },
        {
          name: 'second_factor',
          head: t.secondFactor,
          onCard: 'left',
          cell: (person) => <SecondFactorBadge {...person} />,
        },
        {
          name: 'last_sign_in',
          head: t.lastSignIn,
          onCard: 'right',
          cell: ({ lastLoginAt }) => <LastSignIn at={lastLoginAt} />,
        },
        {
          name: 'sessions',
          head: t.sessions,
          width: 10,
          isRight: true,
          onCard: 'hidden',
          cell: ({ id }) => formatNumber(sessions.get(id) ?? 0),
        },
      ],
      order: texts('lists').newestFirst,
      pages: numberedPages({ page, perPage: PEOPLE_PER_PAGE, total: all }),
      empty: { icon: 'users', title: t.nobodyDeactivated, text: t.nobodyDeactivatedText },
      noMatch: onlyDeactivated
        ? undefined
        : { title: t.nobody, text: q === undefined ? t.nobodyWithRole : t.nobodyFor({ q }), showAll: t.showAll },
    });
  }

  @FormRoute('new')
  @Authorized(Permission.UsersWrite)
  async addPerson(@FormBody() body: FormValues): Promise<PageForm> {
    const t = texts('people');
    const choices = roleChoices(await this.roles.assignable());
    return new EditForm({
      title: t.add,
      crumbs: [{ title: t.people, href: PEOPLE_PATH }],
      refused: t.notAdded,
      action: NEW_PERSON_PATH,
      groups: [
        {
          id: 'who',
          rows: [
            { name: 'username', hasFocus: true },
            { name: 'email', kind: 'email', isOptional: true, empty: null },
          ],
        },
        {
          id: 'access',
          rows: [
            { name: 'role', kind: areRadios(choices) ? 'radios' : 'select', isStacked: true, choices, value: 'viewer' },
            PASSWORD_FIELD,
          ],
        },
      ],
      texts: t,
      verb: t.add,
      cancel: PEOPLE_PATH,
      input: NewPersonDto,
      messages: personMessages(body),
      submit: async ({ password, ...input }) => {
        const shown = password ?? this.users.newPassword();
        const user = await this.users.create({ ...input, password: shown });
        const { uid, username: name } = user;
        return password === undefined
          ? shownPasswordPage(user, shown, t.addedTitle({ name }))
          : SeeOther.done(personPath(uid), t.added({ name }));
      },
    });
  }
}
