import { Get, Query, Req } from '@nestjs/common';
import { isEmail } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Authorized, baseUrl, type FormValues, IsFlag, IsName, MayBeMissing } from '../../../core/common';
import {
  type Caller,
  CurrentCaller,
  isPermitted,
  Permission,
  RolesService,
  SessionsService,
} from '../../../core/identity';
import {
  InvitationsService,
  InviteUserDto,
  IsRole,
  type UserFilter,
  UserInvitationDto,
  UsersService,
} from '../../../core/identity/internal';
import { Settings } from '../../../core/platform';
import { addLink } from '../../../pages/components/button';
import { EditForm } from '../../../pages/components/form-page';
import { listPage } from '../../../pages/components/list-page';
import { numberedPages } from '../../../pages/components/list-pages';
import { secretPage } from '../../../pages/components/secret-page';
import { Cut, RowTitle } from '../../../pages/components/table';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { formatNumber, texts, zoneNote } from '../../../core/i18n';
import { FormRoute } from '../../../pages/kit/form-route';
import { IsPageNumber } from '../../../pages/kit/is-page-number.decorator';
import { EmptyIsMissing, OptionalField } from '../../../pages/kit/optional-field';
import { type Page, type PageForm, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { ProductChipsService, withoutProducts } from '../access/product-chips.service';
import { roleTitle } from '../frame/role-texts';
import { areRadios, NEW_PERSON_PATH, PEOPLE_PATH, personMessages, personPath, roleChoices } from './person-parts';
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
    private readonly invitations: InvitationsService,
    private readonly chips: ProductChipsService,
    private readonly settings: Settings,
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
          hasLabelOnCard: true,
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
  async invitePerson(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @FormBody() body: FormValues,
  ): Promise<PageForm> {
    const t = texts('people');
    const choices = roleChoices(await this.roles.assignable());
    // A role for products is made unless it exists.
    const products = isPermitted(caller, 'roles:write') ? await this.chips.rows([]) : [];
    return new EditForm({
      title: t.add,
      lead: this.invitations.areMailed ? t.mailed : t.linked,
      crumbs: [{ title: t.people, href: PEOPLE_PATH }],
      refused: t.notAdded,
      action: NEW_PERSON_PATH,
      groups: [
        { id: 'who', rows: [{ name: 'username', hasFocus: true }] },
        {
          id: 'access',
          rows: [
            { name: 'role', kind: areRadios(choices) ? 'radios' : 'select', isStacked: true, choices },
            ...products,
          ],
        },
      ],
      texts: t,
      verb: t.invite,
      cancel: PEOPLE_PATH,
      input: InviteUserDto,
      messages: personMessages(body),
      inputOf: async (input, sent) => {
        const chosen = await this.chips.chosen(sent);
        const email = isEmail(input.username) ? { email: String(input.username).toLowerCase() } : {};
        return { ...withoutProducts(input), ...email, ...(chosen.length > 0 && { products: chosen }) };
      },
      submit: async (input) => {
        const invited = await this.invitations.invite(input);
        const { uid, username: name } = invited.user;
        const { url } = UserInvitationDto.shown(invited, baseUrl(request, this.settings.PUBLIC_URL));
        return url === null
          ? SeeOther.done(personPath(uid), t.invitationQueued({ name }))
          : secretPage({
              title: t.invitationOf({ name }),
              crumbs: [{ title: t.people, href: PEOPLE_PATH }],
              done: t.invited({ name }),
              once: t.linkOnce,
              label: t.link,
              secret: url,
              use: t.linkUse,
              next: { title: t.openPerson({ name }), href: personPath(uid) },
            });
      },
    });
  }
}
