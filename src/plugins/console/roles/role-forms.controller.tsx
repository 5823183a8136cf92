import { Get, Post, Query } from '@nestjs/common';
import { Authorized, type FormValues, IdOrName, IsName, MayBeMissing, type PermissionName } from '../../../core/common';
import { texts } from '../../../core/i18n';
import {
  type Caller,
  CreateRoleDto,
  CurrentCaller,
  isPermitted,
  ROLE_PERMISSIONS,
  RolesService,
} from '../../../core/identity';
import { type ListedRole, PRODUCT_ROLE_PERMISSIONS, ROLE_ID } from '../../../core/identity/internal';
import { ButtonLink } from '../../../pages/components/button';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { withQuery } from '../../../pages/components/filters';
import { EditForm } from '../../../pages/components/form-page';
import { Menu } from '../../../pages/components/page-parts';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormGroups } from '../../../pages/kit/form-table';
import { type PageForm, SeeOther } from '../../../pages/kit/page';
import { accessOf, type AccessScope, readAccess } from '../access/access';
import { AccessMatrix, AccessSummary } from '../access/access-matrix';
import { ProductChipsService, withoutProducts } from '../access/product-chips.service';
import { roleText, roleTitle } from '../frame/role-texts';
import { deleteRolePath, NEW_ROLE_PATH, rolePath, ROLES_PATH } from './role-paths';

class NewRoleQueryDto {
  /** The role to copy. */
  @MayBeMissing()
  @IsName(64)
  from?: string;
}

const ROLE_ACCESS: AccessScope = { all: ROLE_PERMISSIONS, ofProducts: PRODUCT_ROLE_PERMISSIONS };

/** Own roles, and what the fixed ones may do. */
@ConsoleController('console/roles')
export class RoleFormsController {
  constructor(
    private readonly roles: RolesService,
    private readonly chips: ProductChipsService,
  ) {}

  @FormRoute('new')
  @Authorized('roles:write')
  async addRole(@CurrentCaller() caller: Caller, @Query() { from }: NewRoleQueryDto): Promise<PageForm> {
    const t = texts('ownRoles');
    const copied = from === undefined ? undefined : await this.roles.get(from);
    const all = await this.roles.list();
    return new EditForm({
      title: t.add,
      crumbs: crumbs(),
      actions: (
        <Menu label={texts('access').copyFrom}>
          {all.map(({ id, name }) => (
            <a key={id} href={withQuery(NEW_ROLE_PATH, { from: id })}>
              {roleTitle(name)}
            </a>
          ))}
        </Menu>
      ),
      action: withQuery(NEW_ROLE_PATH, { from }),
      ...(await this.access(caller, {
        name: '',
        permissions: copied?.permissions,
        products: copied?.products ?? null,
      })),
      texts: t,
      verb: t.add,
      cancel: ROLES_PATH,
      input: CreateRoleDto,
      submit: async (input) => {
        const { id, name } = await this.roles.create(input);
        return SeeOther.done(rolePath(id), t.added({ name }));
      },
    });
  }

  @Get(':id')
  @Authorized('roles:read')
  showRole(@CurrentCaller() caller: Caller, @IdOrName(ROLE_ID) id: string): Promise<PageForm> {
    return this.role(caller, id);
  }

  @Post(':id')
  @Authorized('roles:write')
  changeRole(@CurrentCaller() caller: Caller, @IdOrName(ROLE_ID) id: string): Promise<PageForm> {
    return this.role(caller, id);
  }

  @FormRoute(':id/delete')
  @Authorized('roles:write')
  async deleteRole(@IdOrName(ROLE_ID) id: string): Promise<PageForm> {
    const t = texts('ownRoles');
    const role = await this.roles.get(id);
    const { name, users } = role;
    const path = rolePath(role.id);
    return new ConfirmForm({
      title: t.deleteTitle({ name }),
      crumbs: [...crumbs(), { title: name, href: path }],
      undo: { isPossible: true, text: t.deleteUndo },
      about: [
        { term: t.permissions, value: roleText(role).note },
        { term: t.products, value: role.products?.join(', ') ?? t.allProducts },
      ],
      consequences: [
        users === 0 ? { icon: 'info', text: t.unused } : { icon: 'ban', tone: 'bad', text: t.inUse({ count: users }) },
      ],
      action: deleteRolePath(role.id),
      verb: t.deleteVerb,
      keep: { title: t.keep, href: path },
      submit: async () => {
        await this.roles.delete(id);
        return SeeOther.done(ROLES_PATH, t.deleted({ name }));
      },
    });
  }

  private async role(caller: Caller, id: string): Promise<PageForm> {
    const t = texts('ownRoles');
    const role = await this.roles.get(id);
    const mayChange = isPermitted(caller, 'roles:write') && this.roles.isManageable(role);
    return new EditForm({
      title: roleTitle(role.name),
      lead: role.isFixed ? roleText(role).note : t.applies,
      crumbs: crumbs(),
      actions: !role.isFixed && mayChange && (
        <ButtonLink look="danger" href={deleteRolePath(role.id)} text={t.delete} />
      ),
      action: rolePath(role.id),
      ...(await this.access(caller, role)),
      texts: t,
      readOnly: role.isFixed ? t.fixedNote : !mayChange && t.readOnly,
      verb: t.save,
      cancel: ROLES_PATH,
      input: CreateRoleDto,
      submit: async (input) => {
        // All products of the role were deleted: it must not become one for all.
        const isForNone = role.products?.length === 0 && !input.products;
        const { name } = await this.roles.change(id, isForNone ? { ...input, products: undefined } : input);
        return SeeOther.done(rolePath(role.id), t.saved({ name }));
      },
    });
  }

  /** The fields of a role. Those that the caller cannot give are not among them, unless the role has them already. */
  private async access(caller: Caller, { name, permissions, products }: ShownRole) {
    const mayGive = accessOf(caller, ROLE_ACCESS);
    const isLacking = permissions?.some((permission) => !mayGive.all.includes(permission)) ?? false;
    const scope = isLacking ? ROLE_ACCESS : mayGive;
    const read = async (body: FormValues) => {
      const chosen = await this.chips.chosen(body);
      return { chosen, ...readAccess(body, scope, chosen.length > 0, permissions ?? []) };
    };
    const groups: FormGroups = [
      {
        id: 'what',
        rows: [{ name: 'name', value: name, hasFocus: name === '' }, ...(await this.chips.rows(products ?? []))],
      },
      {
        id: 'matrix',
        rows: [
          (form) => (
            <AccessMatrix
              form={form}
              scope={scope}
              permissions={permissions}
              isOfProducts={form.list('products').length > 0}
            />
          ),
        ],
      },
    ];
    return {
      groups,
      data: { 'data-access': '' },
      more: <AccessSummary />,
      check: async (body: FormValues) => (await read(body)).problems,
      inputOf: async (input: Record<string, unknown>, body: FormValues) => {
        const { chosen, permissions: given } = await read(body);
        // No product stands for all of them.
        return { ...withoutProducts(input), permissions: given, products: chosen.length === 0 ? null : chosen };
      },
    };
  }
}

interface ShownRole extends Pick<ListedRole, 'name' | 'products'> {
  /** Undefined if nothing was chosen yet. */
  readonly permissions: readonly PermissionName[] | undefined;
}

function crumbs() {
  return [{ title: texts('ownRoles').title, href: ROLES_PATH }];
}
