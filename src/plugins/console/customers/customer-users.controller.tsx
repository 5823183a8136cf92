import { Get, Param, Post, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { VNode } from 'preact';
import { Authorized, IsSearchFilter, UuidPipe } from '../../../core/common';
import { CustomersService, type CustomerUser, CustomerUsersService } from '../../../core/customers';
import { AddCustomerUserDto, CUSTOMER_ROLES } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { addLink, Button, PostButton } from '../../../pages/components/button';
import { EditForm } from '../../../pages/components/form-page';
import { listPage } from '../../../pages/components/list-page';
import { trailPages } from '../../../pages/components/list-pages';
import { type Column, Cut } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { FormRoute } from '../../../pages/kit/form-route';
import { EmptyIsMissing } from '../../../pages/kit/optional-field';
import { refusedField } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody, Id } from '../../../pages/kit/parameters';
import { crumbsOf, newUserPath, userPath, usersPath } from './customer-paths';
import { PostForm } from '../../../pages/components/post-form';

const USERS_PER_PAGE = 50;

class UserListQueryDto extends CursorPageDto {
  @EmptyIsMissing()
  @IsSearchFilter('user')
  q?: string;
}

class RoleDto {
  @IsIn(CUSTOMER_ROLES)
  role!: CustomerUser['role'];
}

/** The people of a customer that is a company. */
@ConsoleController('console/customers/:id/users')
export class CustomerUserPagesController {
  constructor(
    private readonly customers: CustomersService,
    private readonly users: CustomerUsersService,
  ) {}

  @Get()
  @Authorized(Permission.CustomersRead)
  async showCustomerUsers(@Id() id: string, @Query() { q, ...place }: UserListQueryDto): Promise<Page> {
    const t = texts('customerUsers');
    const customer = await this.customers.get(id);
    const { rows, next } = await this.users.list(id, { limit: USERS_PER_PAGE, after: place.after }, q);
    const canWrite = isPermitted(currentCaller(), Permission.CustomersWrite);
    const add = canWrite && customer.company !== null && addLink(t.add, newUserPath(id));
    return listPage({
      title: t.title,
      windowTitle: t.ofCustomer({ name: customer.name }),
      lead: t.lead,
      crumbs: crumbsOf(customer),
      actions: [add],
      path: usersPath(id),
      query: { q },
      search: { label: t.search, placeholder: t.searchHint, hasNoClear: true },
      isBlank: rows.length === 0 && q === undefined,
      rows,
      columns: columnsOf(id, canWrite),
      order: texts('lists').newestFirst,
      pages: trailPages(place, next, USERS_PER_PAGE),
      empty: { icon: 'users', title: t.none, text: t.noneText, add },
      noMatch: { title: t.nobody, showAll: t.showAll },
    });
  }

  @FormRoute('new')
  @Authorized(Permission.CustomersWrite)
  async addCustomerUserByForm(@Id() id: string): Promise<EditForm<AddCustomerUserDto>> {
    const t = texts('customerUsers');
    const roles = CUSTOMER_ROLES.map((value) => ({ value, title: t.roleChoices[value] }));
    return new EditForm({
      title: t.add,
      lead: t.lead,
      crumbs: crumbsOf(await this.customers.get(id)),
      action: newUserPath(id),
      groups: [
        {
          rows: [
            { name: 'email' },
            { name: 'name', isOptional: true, empty: 'missing' },
            { name: 'role', kind: 'radios', choices: roles, isStacked: true, value: 'user' },
          ],
        },
      ],
      texts: t,
      verb: t.add,
      cancel: usersPath(id),
      input: AddCustomerUserDto,
      submit: async (input) => {
        const { user, isNew } = await this.users.add(id, AddCustomerUserDto.toUser(input));
        if (!isNew) {
          throw refusedField('email', t.known);
        }
        return SeeOther.done(usersPath(id), t.added({ email: user.email }));
      },
    });
  }

  @Post(':user/role')
  @Authorized(Permission.CustomersWrite)
  async changeCustomerRole(
    @Id() id: string,
    @Param('user', UuidPipe) uid: string,
    @FormBody() { role }: RoleDto,
  ): Promise<SeeOther> {
    const { email } = await this.users.change(id, uid, { role });
    const t = texts('customerUsers');
    return SeeOther.done(usersPath(id), role === 'admin' ? t.isAdmin({ email }) : t.isUser({ email }));
  }

  @Post(':user/remove')
  @Authorized(Permission.CustomersWrite)
  async removeCustomerUserByForm(@Id() id: string, @Param('user', UuidPipe) uid: string): Promise<SeeOther> {
    await this.users.remove(id, uid);
    return SeeOther.done(usersPath(id), texts('customerUsers').removed);
  }
}

/** @param customer uid */
function columnsOf(customer: string, canWrite: boolean): (Column<CustomerUser> | false)[] {
  const t = texts('customerUsers');
  return [
    {
      head: t.user,
      width: 40,
      onCard: 'title',
      cell: ({ email, name }) => <Cut text={name ?? email} note={name === null ? undefined : email} />,
    },
    { name: 'role', head: t.role, onCard: 'status', cell: ({ role }) => t.roles[role] },
    { name: 'created', head: t.created, onCard: 'left', cell: ({ createdAt }) => <Time at={createdAt} as="age" /> },
    canWrite && {
      head: t.action,
      isRight: true,
      onCard: 'right',
      cell: ({ uid, email, role }) => <UserActions customer={customer} {...{ uid, email, role }} />,
    },
  ];
}

type UserActionsProps = Pick<CustomerUser, 'uid' | 'email' | 'role'> & { readonly customer: string };

function UserActions({ customer, uid, email, role }: UserActionsProps): VNode {
  const t = texts('customerUsers');
  const other = role === 'admin' ? 'user' : 'admin';
  return (
    <>
      <PostForm class="inline-form" action={userPath(customer, uid, 'role')}>
        <input type="hidden" name="role" value={other} />
        <Button isSmall text={t.make[other]} label={t.makeOf[other]({ email })} />
      </PostForm>{' '}
      <PostButton isSmall action={userPath(customer, uid, 'remove')} text={t.remove} label={t.removeOf({ email })} />
    </>
  );
}
